"use client";

import { useForm } from "react-hook-form";
import type { ProofProps } from "#components/accounts/proof/proof-props.ts";
import { DialogForm } from "#components/dialogs/form-dialog.tsx";
import { askForOwnPasskey, explainPasskeyFailure } from "#components/sessions/passkey.ts";
import { LinkButton } from "#components/ui/link-button.tsx";

interface PasskeyProofProps extends ProofProps {
  hasTotp: boolean;
  onUseCode: () => void;
}

export function PasskeyProof({ hasTotp, onProve, onCancel, onUseCode }: PasskeyProofProps) {
  const form = useForm();
  return (
    <DialogForm
      form={form}
      onSubmit={async () => onProve({ passkey: await askForOwnPasskey() })}
      onCancel={onCancel}
      explain={explainPasskeyFailure}
      submitLabel="Use a passkey"
    >
      <div>
        <LinkButton onClick={onUseCode}>
          {hasTotp ? "Use your authenticator app" : "Use a recovery code"}
        </LinkButton>
      </div>
    </DialogForm>
  );
}
