"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useBrandWords } from "#components/brand/brand-provider.tsx";
import { credentialWords, stripScheme } from "#components/reference/console/credential-words.ts";
import { useCredentials } from "#components/reference/console/credentials-provider.tsx";
import { MintedToken } from "#components/reference/console/minted-token.tsx";
import { Part } from "#components/reference/console/part.tsx";
import { SecretField } from "#components/reference/console/secret-field.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";
import type { ConsoleCredential } from "#lib/reference/schema.ts";

interface CredentialSectionProps {
  credential: Exclude<ConsoleCredential, "none" | "portal">;
  isKeyHeader: boolean;
  onKeyHeaderChange: (isKeyHeader: boolean) => void;
}

/** The request's credentials: a token created with one click if possible, or a pasted one. */
export function CredentialSection({
  credential,
  isKeyHeader,
  onKeyHeaderChange,
}: CredentialSectionProps) {
  const { isSignedIn, held, hold, mint } = useCredentials();
  const [isMinting, setMinting] = useState(false);
  const [failure, setFailure] = useState("");
  const { keyPrefix } = useBrandWords();
  const { title, label, hint } = credentialWords[credential];
  const { token, endsAt } = held[credential] ?? { token: "", endsAt: null };
  const canMint = isSignedIn && credential === "access-token";

  async function make() {
    setMinting(true);
    setFailure("");
    try {
      await mint();
    } catch (error) {
      setFailure(describeFailure(error));
    } finally {
      setMinting(false);
    }
  }

  return (
    <Part title={title}>
      {endsAt !== null ? (
        <MintedToken
          endsAt={endsAt}
          isRenewing={isMinting}
          onRenew={make}
          onForget={() => hold(credential, null)}
        />
      ) : (
        <>
          {canMint && (
            <div className="flex flex-col items-start gap-2 @md:flex-row @md:items-center @md:gap-4">
              <Button variant="secondary" size="small" pending={isMinting} onClick={make}>
                <KeyRound aria-hidden />
                Use a short-lived token
              </Button>
              <p className="text-[0.8125rem] text-muted leading-5">
                For your account, valid for five minutes. Or paste a token:
              </p>
            </div>
          )}
          <SecretField
            label={label}
            hint={hint}
            placeholder={credential === "api-key" ? `${keyPrefix}_live_…` : undefined}
            value={token}
            onValueChange={(text) => {
              const next = stripScheme(text);
              hold(credential, next === "" ? null : { token: next, endsAt: null });
            }}
          />
        </>
      )}
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      {credential === "api-key" && (
        <RadioPills
          label="Sent as"
          pills={[
            { value: "bearer", label: "Authorization: Bearer" },
            { value: "header", label: "X-API-Key" },
          ]}
          value={isKeyHeader ? "header" : "bearer"}
          onValueChange={(next) => onKeyHeaderChange(next === "header")}
        />
      )}
    </Part>
  );
}
