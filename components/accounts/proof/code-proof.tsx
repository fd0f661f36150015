"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { ProofActions, type ProofProps } from "#components/accounts/proof/proof-actions.tsx";
import { CodeField } from "#components/accounts/second-factor/code-field.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { otpSchema } from "#lib/second-factor/schema.ts";

const codeForm = z.strictObject({ otp: otpSchema });

interface CodeProofProps extends ProofProps {
  hasTotp: boolean;
  /** Absent where there is no passkey to use. */
  onUsePasskey?: () => void;
}

export function CodeProof({ hasTotp, onProve, onUsePasskey }: CodeProofProps) {
  const [isRecovery, setRecovery] = useState(!hasTotp);
  const form = useForm({ resolver: zodResolver(codeForm), defaultValues: { otp: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      await onProve(body).catch((failure) => showFailure(form.setError, ["otp"], failure));
    }),
  );

  function toggle() {
    setRecovery(!isRecovery);
    form.reset();
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <CodeField
        key={String(isRecovery)}
        isRecovery={isRecovery}
        error={errors.otp?.message}
        {...form.register("otp")}
      />
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {hasTotp && (
          <LinkButton onClick={toggle}>
            {isRecovery ? "Use the authenticator app" : "Use a recovery code"}
          </LinkButton>
        )}
        {onUsePasskey && <LinkButton onClick={onUsePasskey}>Use a passkey</LinkButton>}
      </div>
      <ProofActions isBusy={isSubmitting} action="Confirm" />
    </form>
  );
}
