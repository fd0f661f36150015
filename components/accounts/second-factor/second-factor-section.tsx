"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { RecoveryCodesDialog } from "#components/accounts/second-factor/lazy-recovery-codes-dialog.ts";
import { PasskeysBlock } from "#components/accounts/second-factor/passkeys-block.tsx";
import { useSecondFactor } from "#components/accounts/second-factor/queries.ts";
import { RecoveryCodesBlock } from "#components/accounts/second-factor/recovery-codes-block.tsx";
import { TotpBlock } from "#components/accounts/second-factor/totp-block.tsx";
import { Card } from "#components/ui/card.tsx";
import type { SecondFactor } from "#lib/second-factor/schema.ts";

interface SecondFactorSectionProps {
  rendered: SecondFactor;
  renderedAt: number;
  email: string;
}

/** Second factors and recovery codes. */
export function SecondFactorSection({ rendered, renderedAt, email }: SecondFactorSectionProps) {
  const router = useRouter();
  const factor = useSecondFactor(rendered, renderedAt);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const factors = factor.passkeys.length + (factor.hasTotp ? 1 : 0);

  // What the page and its navigation offer depends on the session's authentication strength.
  function onChanged(recoveryCodes: readonly string[] | null = null) {
    if (recoveryCodes) setCodes(recoveryCodes);
    router.refresh();
  }

  return (
    <Card>
      <h2 className="font-semibold text-base tracking-tight">Two-factor authentication</h2>
      <p className="mt-1 text-pretty text-muted text-sm leading-6">
        Protect your account with a second step, so that a stolen password isn't enough to sign in.
      </p>
      <div className="mt-5 divide-y divide-border border-border border-t">
        <PasskeysBlock
          passkeys={factor.passkeys}
          isLastFactor={factors === 1}
          isDemanded={factor.isDemanded}
          onChanged={onChanged}
        />
        <TotpBlock
          hasTotp={factor.hasTotp}
          isLastFactor={factors === 1}
          isDemanded={factor.isDemanded}
          onChanged={onChanged}
        />
        {factors > 0 && (
          <RecoveryCodesBlock left={factor.recoveryCodesLeft} onMade={(made) => setCodes(made)} />
        )}
      </div>
      {codes && <RecoveryCodesDialog codes={codes} email={email} onClose={() => setCodes(null)} />}
    </Card>
  );
}
