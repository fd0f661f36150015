"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { useRemedy } from "#components/api-keys/hygiene/hygiene-queries.ts";
import {
  RemedyDialog,
  type RemedyDialogProps,
} from "#components/api-keys/hygiene/remedy-dialog.tsx";
import { showRemedyFailure } from "#components/api-keys/hygiene/remedy-failure.ts";
import { describeScopes } from "#components/api-keys/key-words.ts";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { allScopes, type KeyPolicy, updateApiKeyBody } from "#lib/api-keys/schema.ts";

const formBody = updateApiKeyBody.pick({ scopes: true }).required();

interface ChooseScopesDialogProps extends RemedyDialogProps {
  policy: KeyPolicy;
}

export function ChooseScopesDialog({ policy, onDone, ...dialog }: ChooseScopesDialogProps) {
  const { apiKey } = dialog.row;
  const remedy = useRemedy(apiKey);
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(formBody),
    defaultValues: { scopes: apiKey.scopes.filter((scope) => scope !== allScopes) },
  });
  const { errors, isSubmitting } = formState;

  const submit = useSingleFlight(
    handleSubmit(async ({ scopes }) => {
      if (scopes.includes(allScopes)) {
        return setError("scopes", { message: "All scopes is what it has now" });
      }
      try {
        await remedy.mutateAsync({ scopes });
        onDone(`${apiKey.description} may do ${describeScopes(scopes)} only.`);
        dialog.onClose();
      } catch (failure) {
        showRemedyFailure(setError, "scopes", failure);
      }
    }),
  );

  return (
    <RemedyDialog
      {...dialog}
      title="Choose scopes"
      about="Calls for anything else are refused as soon as you save."
      action="Save scopes"
      failure={errors.root?.message}
      isBusy={isSubmitting}
      onSubmit={submit}
    >
      <Controller
        control={control}
        name="scopes"
        render={({ field }) => (
          <ScopePicker
            catalogue={policy.scopes}
            role={policy.role}
            value={field.value}
            onChange={field.onChange}
            error={errors.scopes}
          />
        )}
      />
    </RemedyDialog>
  );
}
