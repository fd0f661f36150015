"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { useRemedy } from "#components/api-keys/hygiene/hygiene-queries.ts";
import {
  RemedyDialog,
  type RemedyDialogProps,
} from "#components/api-keys/hygiene/remedy-dialog.tsx";
import { suggestExpiry } from "#components/fields/expiry.ts";
import { ExpiryField } from "#components/fields/expiry-field.tsx";
import { formatDay } from "#components/ui/date-format.ts";
import { updateApiKeyBody } from "#lib/api-keys/schema.ts";

const formBody = updateApiKeyBody.pick({ expiresAt: true });

export function SetExpiryDialog({ policy, onDone, ...dialog }: RemedyDialogProps) {
  const { apiKey } = dialog.row;
  const remedy = useRemedy(apiKey);
  const form = useForm({
    resolver: zodResolver(formBody),
    defaultValues: { expiresAt: apiKey.expiresAt ?? suggestExpiry(policy.longestLifeDays) },
  });

  return (
    <RemedyDialog
      {...dialog}
      title="Set expiry"
      about={
        apiKey.expiresAt
          ? `It currently expires on ${formatDay(new Date(apiKey.expiresAt))}.`
          : "It currently never expires."
      }
      submitLabel="Set expiry"
      form={form}
      onSubmit={async ({ expiresAt }) => {
        if (!expiresAt || expiresAt === apiKey.expiresAt) {
          return form.setError("expiresAt", { message: "Choose a different expiry" });
        }
        await remedy.mutateAsync({ expiresAt });
        onDone(`${apiKey.description} expires on ${formatDay(new Date(expiresAt))}.`);
        dialog.onClose();
      }}
    >
      <Controller
        control={form.control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <ExpiryField
            subject="Live keys"
            value={field.value}
            onChange={field.onChange}
            longestLifeDays={policy.longestLifeDays}
            isRequired
            error={fieldState.error?.message}
          />
        )}
      />
    </RemedyDialog>
  );
}
