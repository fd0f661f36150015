"use client";

import { useState } from "react";
import { PasskeyNameForm } from "#components/accounts/second-factor/passkey-name-form.tsx";
import { useAddPasskey } from "#components/accounts/second-factor/queries.ts";
import { makePasskey } from "#components/sessions/passkey.ts";
import { Dialog, DialogPanel } from "#components/ui/dialog.tsx";
import type { AddedPasskey } from "#lib/second-factor/schema.ts";

interface AddPasskeyDialogProps {
  onAdded: (added: AddedPasskey) => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function AddPasskeyDialog({ onAdded, onClose, onCloseAutoFocus }: AddPasskeyDialogProps) {
  const add = useAddPasskey();
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog open onOpenChange={() => !isBusy && onClose()}>
      <DialogPanel
        title="Add a passkey"
        description="Your browser asks next where to keep it: on this device, on your phone or on a security key."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <PasskeyNameForm
          name={deviceName()}
          action="Continue"
          onBusyChange={setBusy}
          onName={async (name) => {
            const added = await add.mutateAsync({ response: await makePasskey(), name });
            add.reset();
            onClose();
            onAdded(added);
          }}
        />
      </DialogPanel>
    </Dialog>
  );
}

const devices: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android phone"],
  [/Macintosh/, "Mac"],
  [/Windows/, "Windows computer"],
  [/Linux|CrOS/, "Linux computer"],
];

/** A first guess at a name, for the person to change. */
function deviceName(): string {
  return devices.find(([form]) => form.test(navigator.userAgent))?.[1] ?? "My device";
}
