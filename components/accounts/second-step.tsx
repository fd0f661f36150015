"use client";

import { useState } from "react";
import { CodeSignIn } from "#components/accounts/code-sign-in.tsx";
import { PasskeySignIn } from "#components/accounts/passkey-sign-in.tsx";
import type { Factors } from "#components/sessions/session.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Credentials } from "#lib/accounts/schema.ts";

interface SecondStepProps {
  /** Already verified by the server. */
  credentials: Credentials;
  factors: Factors;
  /** Whether this browser supports passkeys. */
  hasPasskeys: boolean;
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}

/** Asks for one of the account's second factors, or a recovery code. */
export function SecondStep({
  credentials,
  factors,
  hasPasskeys,
  onSignedIn,
  onBack,
}: SecondStepProps) {
  const hasTotp = factors.includes("totp");
  const [isRecovery, setRecovery] = useState(!hasTotp);
  return (
    <>
      <p className="mb-4 text-pretty text-muted text-sm leading-6">
        {hasTotp
          ? "Enter the code from your authenticator app."
          : "Use your passkey, or enter a recovery code."}
      </p>
      <CodeSignIn
        key={String(isRecovery)}
        credentials={credentials}
        isRecovery={isRecovery}
        onSignedIn={onSignedIn}
      />
      {hasPasskeys && factors.includes("passkey") && (
        <PasskeySignIn label="Use a passkey" onSignedIn={onSignedIn} />
      )}
      <div className="mt-4 flex flex-wrap justify-between gap-x-5 gap-y-1">
        {hasTotp && (
          <LinkButton onClick={() => setRecovery(!isRecovery)}>
            {isRecovery ? "Use your authenticator app" : "Use a recovery code"}
          </LinkButton>
        )}
        <LinkButton onClick={onBack}>Back</LinkButton>
      </div>
    </>
  );
}
