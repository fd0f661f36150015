"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { ProofProps } from "#components/accounts/proof/proof-props.ts";
import { DialogForm } from "#components/dialogs/form-dialog.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { credentialsBody } from "#lib/accounts/schema.ts";

const passwordForm = credentialsBody.pick({ password: true });

export function PasswordProof({ onProve, onCancel }: ProofProps) {
  const form = useForm<z.infer<typeof passwordForm>>({
    resolver: zodResolver(passwordForm),
    defaultValues: { password: "" },
  });
  return (
    <DialogForm form={form} onSubmit={onProve} onCancel={onCancel} submitLabel="Confirm">
      <PasswordField
        label="Your password"
        autoComplete="current-password"
        error={form.formState.errors.password?.message}
        {...form.register("password")}
      />
    </DialogForm>
  );
}
