"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import type { ProofProps } from "#components/accounts/proof/proof-props.ts";
import { CodeField } from "#components/accounts/second-factor/code-field.tsx";
import { DialogForm } from "#components/dialogs/form-dialog.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { otpSchema } from "#lib/second-factor/schema.ts";

const codeForm = z.strictObject({ otp: otpSchema });

interface CodeProofProps extends ProofProps {
  hasTotp: boolean;
  /** Undefined if there is no passkey. */
  onUsePasskey?: () => void;
}

export function CodeProof({ hasTotp, onProve, onCancel, onUsePasskey }: CodeProofProps) {
  const [isRecovery, setRecovery] = useState(!hasTotp);
  const form = useForm({ resolver: zodResolver(codeForm), defaultValues: { otp: "" } });

  function toggle() {
    setRecovery(!isRecovery);
    form.reset();
  }

  return (
    <DialogForm form={form} onSubmit={onProve} onCancel={onCancel} submitLabel="Confirm">
      <CodeField
        key={String(isRecovery)}
        isRecovery={isRecovery}
        error={form.formState.errors.otp?.message}
        {...form.register("otp")}
      />
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {hasTotp && (
          <LinkButton onClick={toggle}>
            {isRecovery ? "Use your authenticator app" : "Use a recovery code"}
          </LinkButton>
        )}
        {onUsePasskey && <LinkButton onClick={onUsePasskey}>Use a passkey</LinkButton>}
      </div>
    </DialogForm>
  );
}
