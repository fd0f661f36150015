"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { useRemedy } from "#components/api-keys/hygiene/hygiene-queries.ts";
import {
  RemedyDialog,
  type RemedyDialogProps,
} from "#components/api-keys/hygiene/remedy-dialog.tsx";
import { describeScopes } from "#components/api-keys/key-words.ts";
import { allScopes } from "#lib/api-keys/constants.ts";
import { updateApiKeyBody } from "#lib/api-keys/schema.ts";

const formBody = updateApiKeyBody.pick({ scopes: true }).required();

export function ChooseScopesDialog({ policy, onDone, ...dialog }: RemedyDialogProps) {
  const { apiKey } = dialog.row;
  const remedy = useRemedy(apiKey);
  const form = useForm({
    resolver: zodResolver(formBody),
    defaultValues: { scopes: apiKey.scopes.filter((scope) => scope !== allScopes) },
  });

  return (
    <RemedyDialog
      {...dialog}
      title="Choose scopes"
      about="Calls that need other scopes are refused as soon as you save."
      submitLabel="Save scopes"
      form={form}
      onSubmit={async ({ scopes }) => {
        if (scopes.includes(allScopes)) {
          return form.setError("scopes", { message: "The key already has all scopes" });
        }
        await remedy.mutateAsync({ scopes });
        onDone(`${apiKey.description} now has only ${describeScopes(scopes)}.`);
        dialog.onClose();
      }}
    >
      <Controller
        control={form.control}
        name="scopes"
        render={({ field }) => (
          <ScopePicker
            catalogue={policy.scopes}
            role={policy.role}
            value={field.value}
            onChange={field.onChange}
            error={form.formState.errors.scopes}
          />
        )}
      />
    </RemedyDialog>
  );
}
