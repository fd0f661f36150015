"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { ExpiryField } from "#components/api-keys/fields/expiry-field.tsx";
import { useRemedy } from "#components/api-keys/hygiene/hygiene-queries.ts";
import {
  RemedyDialog,
  type RemedyDialogProps,
} from "#components/api-keys/hygiene/remedy-dialog.tsx";
import { showRemedyFailure } from "#components/api-keys/hygiene/remedy-failure.ts";
import { formatDay } from "#components/ui/date-format.ts";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { type KeyPolicy, updateApiKeyBody } from "#lib/api-keys/schema.ts";

const formBody = updateApiKeyBody.pick({ expiresAt: true });

interface SetExpiryDialogProps extends RemedyDialogProps {
  policy: KeyPolicy;
}

export function SetExpiryDialog({ policy, onDone, ...dialog }: SetExpiryDialogProps) {
  const { apiKey } = dialog.row;
  const remedy = useRemedy(apiKey);
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(formBody),
    defaultValues: { expiresAt: apiKey.expiresAt },
  });
  const { errors, isSubmitting } = formState;

  const submit = useSingleFlight(
    handleSubmit(async ({ expiresAt }) => {
      if (!expiresAt || expiresAt === apiKey.expiresAt) {
        return setError("expiresAt", { message: "Choose another expiry than it has now" });
      }
      try {
        await remedy.mutateAsync({ expiresAt });
        onDone(`${apiKey.description} expires on ${formatDay(new Date(expiresAt))}.`);
        dialog.onClose();
      } catch (failure) {
        showRemedyFailure(setError, "expiresAt", failure);
      }
    }),
  );

  return (
    <RemedyDialog
      {...dialog}
      title="Set expiry"
      about={
        apiKey.expiresAt
          ? `As it stands, it ends on ${formatDay(new Date(apiKey.expiresAt))}.`
          : "As it stands, it never ends by itself."
      }
      action="Set expiry"
      failure={errors.root?.message}
      isBusy={isSubmitting}
      onSubmit={submit}
    >
      <Controller
        control={control}
        name="expiresAt"
        render={({ field }) => (
          <ExpiryField
            value={field.value}
            onChange={field.onChange}
            longestLifeDays={policy.longestLifeDays}
            error={errors.expiresAt?.message}
          />
        )}
      />
    </RemedyDialog>
  );
}
