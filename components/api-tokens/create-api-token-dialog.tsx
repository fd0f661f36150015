"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { useCreateApiToken } from "#components/api-tokens/queries.ts";
import { RevealedTokenDialog } from "#components/api-tokens/revealed-token-dialog.tsx";
import { ScopeField } from "#components/api-tokens/scope-field.tsx";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { getExpiryIn } from "#components/fields/expiry.ts";
import { ExpiryField } from "#components/fields/expiry-field.tsx";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { isRefusal } from "#components/submit-failure.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { longestLifeDays } from "#lib/api-tokens/constants.ts";
import { type CreateApiTokenBody, createApiTokenBody } from "#lib/api-tokens/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";

const unknownOutcome =
  "No response was received, but the token may have been created. Close this dialog and check the list. If the token is there, revoke it and create another, because it can't be shown again.";

const suggestedDays = 90;

interface CreateApiTokenDialogProps extends DialogProps {
  role: Role;
  /** The element that has the focus after the new token was shown. */
  focusAfterId: string;
}

export function CreateApiTokenDialog({ role, focusAfterId, ...dialog }: CreateApiTokenDialogProps) {
  const { reveal } = useRevealedSecret();
  const create = useCreateApiToken((created) => {
    reveal(<RevealedTokenDialog created={created} focusAfterId={focusAfterId} />);
    dialog.onClose();
  });
  const form = useForm({
    resolver: zodResolver(createApiTokenBody),
    defaultValues: {
      name: "",
      scopes: [],
      expiresAt: getExpiryIn(suggestedDays, longestLifeDays, new Date()),
    } as CreateApiTokenBody,
  });

  return (
    <FormDialog
      {...dialog}
      draft="create-api-token"
      title="Create API token"
      description="For a program that calls this portal's own API on your behalf. The token is shown once, in the next step."
      form={form}
      onSubmit={(body) => create.mutateAsync(body)}
      explain={(failure) => (isRefusal(failure) ? null : unknownOutcome)}
      submitLabel="Create token"
    >
      <TextField
        label="Name"
        placeholder="Deployment pipeline"
        autoComplete="off"
        hint="The program that will use it."
        error={form.formState.errors.name?.message}
        {...form.register("name")}
      />
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopeField
            role={role}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <ExpiryField
            subject="API tokens"
            value={field.value}
            onChange={field.onChange}
            longestLifeDays={longestLifeDays}
            error={fieldState.error?.message}
          />
        )}
      />
    </FormDialog>
  );
}
