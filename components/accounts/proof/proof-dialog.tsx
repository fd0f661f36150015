"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { CodeProof } from "#components/accounts/proof/code-proof.tsx";
import { NoWayToProve } from "#components/accounts/proof/no-way-to-prove.tsx";
import { PasskeyProof } from "#components/accounts/proof/passkey-proof.tsx";
import { PasswordProof } from "#components/accounts/proof/password-proof.tsx";
import type { ProofProps } from "#components/accounts/proof/proof-props.ts";
import { useWaysToProve } from "#components/accounts/second-factor/queries.ts";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useHasPasskeys } from "#components/sessions/passkey.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { DialogFrame } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { api } from "#lib/api-client.ts";
import type { ProveBody, SecondFactor } from "#lib/second-factor/schema.ts";

interface ProofDialogProps extends DialogProps {
  onProved: () => void;
}

export function ProofDialog({ onProved, onClose }: ProofDialogProps) {
  const { data: ways, error } = useWaysToProve();
  // gcTime 0: a mutation keeps its variables, which are passwords and codes here.
  const prove = useMutation({
    mutationFn: (proof: ProveBody) => api.proveIdentity(proof),
    gcTime: 0,
  });
  const cancel = () => !prove.isPending && onClose();

  async function onProve(proof: ProveBody) {
    await prove.mutateAsync(proof);
    prove.reset();
    onProved();
  }

  return (
    <DialogFrame
      title="Confirm it's you"
      description="For your security, verify your identity to continue."
      onDismiss={cancel}
    >
      {error ? (
        <Notice tone="danger" role="alert">
          {describeFailure(error)}
        </Notice>
      ) : ways ? (
        <Proof ways={ways} onProve={onProve} onCancel={cancel} />
      ) : (
        <Skeleton className="h-24" />
      )}
    </DialogFrame>
  );
}

function Proof({ ways, ...proof }: ProofProps & { ways: SecondFactor }) {
  const canUsePasskey = useHasPasskeys() && ways.passkeys.length > 0;
  const [isByCode, setByCode] = useState(!canUsePasskey);
  if (ways.passkeys.length === 0 && !ways.hasTotp) {
    return ways.hasPassword ? <PasswordProof {...proof} /> : <NoWayToProve {...proof} />;
  }
  return isByCode ? (
    <CodeProof
      {...proof}
      hasTotp={ways.hasTotp}
      onUsePasskey={canUsePasskey ? () => setByCode(false) : undefined}
    />
  ) : (
    <PasskeyProof {...proof} hasTotp={ways.hasTotp} onUseCode={() => setByCode(true)} />
  );
}
