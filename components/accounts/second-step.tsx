"use client";

import { useState } from "react";
import { CodeSignIn } from "#components/accounts/code-sign-in.tsx";
import { PasskeySignIn } from "#components/accounts/passkey-sign-in.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Credentials } from "#lib/accounts/schema.ts";

interface SecondStepProps {
  /** Already verified by the server. */
  credentials: Credentials;
  hasPasskeys: boolean;
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}

/** Offers every second factor, because the server does not reveal which ones the account has. */
export function SecondStep({ credentials, hasPasskeys, onSignedIn, onBack }: SecondStepProps) {
  const [isRecovery, setRecovery] = useState(false);
  return (
    <>
      <p className="mb-4 text-pretty text-muted text-sm leading-6">
        The password is right. Your account has a second factor: show it too.
      </p>
      <CodeSignIn
        key={String(isRecovery)}
        credentials={credentials}
        isRecovery={isRecovery}
        onSignedIn={onSignedIn}
      />
      {hasPasskeys && <PasskeySignIn label="Use a passkey" onSignedIn={onSignedIn} />}
      <div className="mt-4 flex flex-wrap justify-between gap-x-5 gap-y-1">
        <LinkButton onClick={() => setRecovery(!isRecovery)}>
          {isRecovery ? "Use the authenticator app" : "Use a recovery code"}
        </LinkButton>
        <LinkButton onClick={onBack}>Back</LinkButton>
      </div>
    </>
  );
}
