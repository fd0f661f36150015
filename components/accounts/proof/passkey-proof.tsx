"use client";

import { type FormEvent, useState } from "react";
import { ProofActions, type ProofProps } from "#components/accounts/proof/proof-actions.tsx";
import { askForOwnPasskey, explainPasskeyFailure } from "#components/sessions/passkey.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";

interface PasskeyProofProps extends ProofProps {
  hasTotp: boolean;
  onUseCode: () => void;
}

export function PasskeyProof({ hasTotp, onProve, onUseCode }: PasskeyProofProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");

  const submit = useSingleFlight(async (_event: FormEvent) => {
    setBusy(true);
    setFailure("");
    try {
      await onProve({ passkey: await askForOwnPasskey() });
    } catch (error) {
      setFailure(explainPasskeyFailure(error));
    } finally {
      setBusy(false);
    }
  });

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <div>
        <LinkButton onClick={onUseCode}>
          {hasTotp ? "Use a code of your authenticator app" : "Use a recovery code"}
        </LinkButton>
      </div>
      <ProofActions isBusy={isBusy} action="Use a passkey" />
    </form>
  );
}
