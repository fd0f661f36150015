"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { ProofActions, type ProofProps } from "#components/accounts/proof/proof-actions.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { PasswordField } from "#components/ui/password-field.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { credentialsBody } from "#lib/accounts/schema.ts";

const passwordForm = credentialsBody.pick({ password: true });

export function PasswordProof({ onProve }: ProofProps) {
  const form = useForm<z.infer<typeof passwordForm>>({
    resolver: zodResolver(passwordForm),
    defaultValues: { password: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      await onProve(body).catch((failure) => showFailure(form.setError, ["password"], failure));
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <PasswordField
        label="Your password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register("password")}
      />
      <ProofActions isBusy={isSubmitting} action="Confirm" />
    </form>
  );
}
