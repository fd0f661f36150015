"use client";

import { useState } from "react";
import {
  describeConsequences,
  FactorBlock,
} from "#components/accounts/second-factor/factor-block.tsx";
import { TotpDialog } from "#components/accounts/second-factor/lazy-dialogs.ts";
import { useBeginTotp, useRemoveTotp } from "#components/accounts/second-factor/queries.ts";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { describeFailure } from "#components/submit-failure.ts";
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

  async function start() {
    const made = await begin.mutateAsync(undefined).catch(() => null);
    begin.reset();
    setSetup(made);
  }

  return (
    <FactorBlock
      title="Authenticator app"
      badge={hasTotp && <Badge tone="success">On</Badge>}
      description="Enter a six-digit code from an app on your phone when you sign in."
      action={
        hasTotp ? (
          <DialogButton
            variant="secondary"
            dialog={LazyConfirmDialog}
            dialogProps={{
              title: "Remove the authenticator app?",
              description: `Its codes stop working. ${describeConsequences(isLastFactor, isDemanded)}`,
              confirm: "Remove app",
              cancel: "Keep it",
              onConfirm: async () => {
                await remove.mutateAsync(undefined);
                onChanged();
              },
            }}
          >
            Remove app
          </DialogButton>
        ) : (
          <Button
            variant="secondary"
            pending={begin.isPending}
            {...prefetchOnApproach(TotpDialog)}
            onClick={start}
          >
            Set up app
          </Button>
        )
      }
    >
      {begin.error && (
        <Notice tone="danger" role="alert" className="mt-3">
          {describeFailure(begin.error)}
        </Notice>
      )}
      {setup && <TotpDialog setup={setup} onConfirmed={onChanged} onClose={() => setSetup(null)} />}
    </FactorBlock>
  );
}
