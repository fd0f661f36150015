"use client";

import { useState } from "react";
import type { ProofProps } from "#components/accounts/proof/proof-props.ts";
import { useOwnIdentities } from "#components/identities/queries.ts";
import { signInAgain } from "#components/sessions/session.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ProviderId } from "#lib/identities/schema.ts";

/** For people who signed in with an identity provider and have no password or factor here. */
export function NoWayToProve({ onCancel }: Pick<ProofProps, "onCancel">) {
  const { data: identities, error } = useOwnIdentities();
  const [leavingFor, setLeavingFor] = useState<ProviderId | null>(null);
  const [failure, setFailure] = useState("");

  async function leave(provider: ProviderId) {
    if (leavingFor) return;
    setLeavingFor(provider);
    const { pathname, search } = window.location;
    setFailure(await signInAgain(provider, pathname + search));
    setLeavingFor(null);
  }

  const problem = failure || (error && describeFailure(error));
  return (
    <>
      <Notice tone="info">
        You signed in with an identity provider, and your account has no password or second factor.
        Sign in with your provider again, then repeat this action within 10 minutes. Anything you've
        entered on this page will be lost.
      </Notice>
      {problem && (
        <Notice tone="danger" role="alert" className="mt-3">
          {problem}
        </Notice>
      )}
      <DialogActions>
        <Button variant="secondary" onClick={onCancel}>
          Cancel
        </Button>
        {identities?.data.map(({ provider, name }) => (
          <Button key={provider} pending={leavingFor === provider} onClick={() => leave(provider)}>
            Continue with {name}
          </Button>
        ))}
      </DialogActions>
    </>
  );
}
