"use client";

import { useRef, useState } from "react";
import { consequencesOf, FactorBlock } from "#components/accounts/second-factor/factor-block.tsx";
import { useBeginTotp, useRemoveTotp } from "#components/accounts/second-factor/queries.ts";
import { TotpDialog } from "#components/accounts/second-factor/totp-dialog.tsx";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { messageOf } from "#components/submit-failure.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { TotpSetup } from "#lib/second-factor/schema.ts";

interface TotpBlockProps {
  hasTotp: boolean;
  isLastFactor: boolean;
  isDemanded: boolean;
  onChanged: (recoveryCodes?: readonly string[]) => void;
}

export function TotpBlock({ hasTotp, isLastFactor, isDemanded, onChanged }: TotpBlockProps) {
  const begin = useBeginTotp();
  const remove = useRemoveTotp();
  const [setup, setSetup] = useState<TotpSetup | null>(null);
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function focusButton(event: Event) {
    event.preventDefault();
    button.current?.focus();
  }

  async function start() {
    const made = await begin.mutateAsync(undefined).catch(() => null);
    begin.reset();
    setSetup(made);
  }

  return (
    <FactorBlock
      title="Authenticator app"
      badge={hasTotp && <Badge tone="success">On</Badge>}
      description="An app on your phone shows a code of six digits, which signing in asks for."
      action={
        hasTotp ? (
          <Button ref={button} variant="secondary" onClick={() => setAsking(true)}>
            Remove app
          </Button>
        ) : (
          <Button ref={button} variant="secondary" pending={begin.isPending} onClick={start}>
            Set up app
          </Button>
        )
      }
    >
      {begin.error && (
        <Notice tone="danger" role="alert" className="mt-3">
          {messageOf(begin.error)}
        </Notice>
      )}
      {setup && (
        <TotpDialog
          setup={setup}
          onConfirmed={onChanged}
          onClose={() => setSetup(null)}
          onCloseAutoFocus={focusButton}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          title="Remove the authenticator app?"
          description={`Its codes are taken no more. ${consequencesOf(isLastFactor, isDemanded)}`}
          confirm="Remove app"
          cancel="Keep it"
          isDangerous
          onConfirm={async () => {
            await remove.mutateAsync(undefined);
            onChanged();
          }}
          explain={messageOf}
          onClose={() => setAsking(false)}
          onCloseAutoFocus={focusButton}
        />
      )}
    </FactorBlock>
  );
}
