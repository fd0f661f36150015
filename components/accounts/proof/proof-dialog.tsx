"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { CodeProof } from "#components/accounts/proof/code-proof.tsx";
import { NoWayToProve } from "#components/accounts/proof/no-way-to-prove.tsx";
import { PasskeyProof } from "#components/accounts/proof/passkey-proof.tsx";
import { PasswordProof } from "#components/accounts/proof/password-proof.tsx";
import type { ProofProps } from "#components/accounts/proof/proof-actions.tsx";
import { useWaysToProve } from "#components/accounts/second-factor/queries.ts";
import { useHasPasskeys } from "#components/sessions/passkey.ts";
import { messageOf } from "#components/submit-failure.ts";
import { Dialog, DialogPanel } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { api } from "#lib/api-client.ts";
import type { ProveBody, SecondFactor } from "#lib/second-factor/schema.ts";

export function ProofDialog({ onAnswer }: { onAnswer: (isProved: boolean) => void }) {
  const { data: ways, error } = useWaysToProve();
  // gcTime 0: a mutation remembers its variables, and these are passwords and codes.
  const prove = useMutation({
    mutationFn: (proof: ProveBody) => api.proveIdentity(proof),
    gcTime: 0,
  });

  async function onProve(proof: ProveBody) {
    await prove.mutateAsync(proof);
    prove.reset();
    onAnswer(true);
  }

  return (
    <Dialog open onOpenChange={() => !prove.isPending && onAnswer(false)}>
      <DialogPanel
        title="Confirm that it is you"
        description="What you are about to do is important, and it is a while since you last proved who you are. It goes on by itself afterwards."
      >
        {error ? (
          <Notice tone="danger" role="alert">
            {messageOf(error)}
          </Notice>
        ) : ways ? (
          <Proof ways={ways} onProve={onProve} />
        ) : (
          <Skeleton className="h-24" />
        )}
      </DialogPanel>
    </Dialog>
  );
}

function Proof({ ways, onProve }: ProofProps & { ways: SecondFactor }) {
  const canUsePasskey = useHasPasskeys() && ways.passkeys.length > 0;
  const [isByCode, setByCode] = useState(!canUsePasskey);
  if (ways.passkeys.length === 0 && !ways.hasTotp) {
    return ways.hasPassword ? <PasswordProof onProve={onProve} /> : <NoWayToProve />;
  }
  return isByCode ? (
    <CodeProof
      hasTotp={ways.hasTotp}
      onProve={onProve}
      onUsePasskey={canUsePasskey ? () => setByCode(false) : undefined}
    />
  ) : (
    <PasskeyProof onProve={onProve} hasTotp={ways.hasTotp} onUseCode={() => setByCode(true)} />
  );
}
