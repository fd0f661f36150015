"use client";

import { Plus } from "lucide-react";
import { FactorBlock } from "#components/accounts/second-factor/factor-block.tsx";
import { AddPasskeyDialog } from "#components/accounts/second-factor/lazy-dialogs.ts";
import { PasskeyRow } from "#components/accounts/second-factor/passkey-row.tsx";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { useHasPasskeys } from "#components/sessions/passkey.ts";
import type { AddedPasskey, Passkey } from "#lib/second-factor/schema.ts";

interface PasskeysBlockProps {
  passkeys: readonly Passkey[];
  isLastFactor: boolean;
  isDemanded: boolean;
  onChanged: (recoveryCodes?: readonly string[] | null) => void;
}

export function PasskeysBlock({ passkeys, onChanged, ...standing }: PasskeysBlockProps) {
  const hasPasskeys = useHasPasskeys();

  return (
    <FactorBlock
      title="Passkeys"
      description={
        hasPasskeys
          ? "Sign in with your fingerprint, face, or device PIN instead of a password. Passkeys resist phishing."
          : "Passkeys need a browser that supports them and an HTTPS connection."
      }
      action={
        hasPasskeys && (
          <DialogButton
            variant="secondary"
            dialog={AddPasskeyDialog}
            dialogProps={{
              onAdded: ({ recoveryCodes }: AddedPasskey) => onChanged(recoveryCodes),
            }}
          >
            <Plus aria-hidden />
            Add a passkey
          </DialogButton>
        )
      }
    >
      {passkeys.length > 0 && (
        <ul className="mt-4 divide-y divide-border rounded-xl border border-border">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              {...standing}
              passkey={passkey}
              onRemoved={() => onChanged()}
            />
          ))}
        </ul>
      )}
    </FactorBlock>
  );
}
