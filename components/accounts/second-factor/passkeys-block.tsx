"use client";

import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { AddPasskeyDialog } from "#components/accounts/second-factor/add-passkey-dialog.tsx";
import { consequencesOf, FactorBlock } from "#components/accounts/second-factor/factor-block.tsx";
import { PasskeyRow } from "#components/accounts/second-factor/passkey-row.tsx";
import { useRemovePasskey } from "#components/accounts/second-factor/queries.ts";
import { RenamePasskeyDialog } from "#components/accounts/second-factor/rename-passkey-dialog.tsx";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { useHasPasskeys } from "#components/sessions/passkey.ts";
import { messageOf } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import type { Passkey } from "#lib/second-factor/schema.ts";

interface PasskeysBlockProps {
  passkeys: readonly Passkey[];
  isLastFactor: boolean;
  isDemanded: boolean;
  onChanged: (recoveryCodes?: readonly string[] | null) => void;
}

type Open = { dialog: "add" } | { dialog: "rename" | "remove"; passkey: Passkey };

export function PasskeysBlock({
  passkeys,
  isLastFactor,
  isDemanded,
  onChanged,
}: PasskeysBlockProps) {
  const hasPasskeys = useHasPasskeys();
  const remove = useRemovePasskey();
  const [open, setOpen] = useState<Open | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const pressed = useRef<HTMLElement | null>(null);
  const closing = {
    onClose: () => setOpen(null),
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      (pressed.current?.isConnected ? pressed.current : addButton.current)?.focus();
    },
  };

  function show(next: Open, button: HTMLElement) {
    pressed.current = button;
    setOpen(next);
  }

  return (
    <FactorBlock
      title="Passkeys"
      description={
        hasPasskeys
          ? "Your fingerprint, your face or the PIN of your device signs you in, without a password. Nobody can trick you out of it."
          : "They need a browser that knows them, and the portal opened over HTTPS."
      }
      action={
        hasPasskeys && (
          <Button
            ref={addButton}
            variant="secondary"
            onClick={(event) => show({ dialog: "add" }, event.currentTarget)}
          >
            <Plus aria-hidden />
            Add a passkey
          </Button>
        )
      }
    >
      {passkeys.length > 0 && (
        <ul className="mt-4 divide-y divide-border rounded-xl border border-border">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onRename={(button) => show({ dialog: "rename", passkey }, button)}
              onRemove={(button) => show({ dialog: "remove", passkey }, button)}
            />
          ))}
        </ul>
      )}
      {open?.dialog === "add" && (
        <AddPasskeyDialog {...closing} onAdded={({ recoveryCodes }) => onChanged(recoveryCodes)} />
      )}
      {open?.dialog === "rename" && <RenamePasskeyDialog {...closing} passkey={open.passkey} />}
      {open?.dialog === "remove" && (
        <ConfirmDialog
          {...closing}
          title="Remove this passkey?"
          description={
            <>
              <bdi className="font-medium text-text">{open.passkey.name}</bdi> signs in to your
              account no more. {consequencesOf(isLastFactor, isDemanded)}
            </>
          }
          confirm="Remove passkey"
          cancel="Keep it"
          isDangerous
          onConfirm={async () => {
            await remove.mutateAsync(open.passkey.id);
            onChanged();
          }}
          explain={messageOf}
        />
      )}
    </FactorBlock>
  );
}
