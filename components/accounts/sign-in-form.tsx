"use client";

import { useState } from "react";
import { CredentialsForm } from "#components/accounts/credentials-form.tsx";
import { PasskeySignIn } from "#components/accounts/passkey-sign-in.tsx";
import { SecondStep } from "#components/accounts/second-step.tsx";
import { useHasPasskeys } from "#components/sessions/passkey.ts";
import { type Factors, leaveFor } from "#components/sessions/session.ts";
import type { Credentials } from "#lib/accounts/schema.ts";

/** Asks for the password, then the second factor if the account has one; or a passkey for both. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const hasPasskeys = useHasPasskeys();
  const [step, setStep] = useState<{ credentials: Credentials; factors: Factors } | null>(null);
  const onSignedIn = () => leaveFor(returnPath);

  return step ? (
    <SecondStep
      {...step}
      hasPasskeys={hasPasskeys}
      onSignedIn={onSignedIn}
      onBack={() => setStep(null)}
    />
  ) : (
    <>
      <CredentialsForm
        onSignedIn={onSignedIn}
        onFactorAsked={(credentials, factors) => setStep({ credentials, factors })}
      />
      {hasPasskeys && (
        <>
          <div className="my-4 flex items-center gap-3 text-muted text-xs">
            <span className="h-px flex-1 bg-border" />
            or
            <span className="h-px flex-1 bg-border" />
          </div>
          <PasskeySignIn label="Sign in with a passkey" onSignedIn={onSignedIn} />
        </>
      )}
    </>
  );
}
