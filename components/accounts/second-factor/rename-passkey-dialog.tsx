"use client";

import { useState } from "react";
import { PasskeyNameForm } from "#components/accounts/second-factor/passkey-name-form.tsx";
import { useRenamePasskey } from "#components/accounts/second-factor/queries.ts";
import { Dialog, DialogPanel } from "#components/ui/dialog.tsx";
import type { Passkey } from "#lib/second-factor/schema.ts";

interface RenamePasskeyDialogProps {
  passkey: Passkey;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function RenamePasskeyDialog({
  passkey,
  onClose,
  onCloseAutoFocus,
}: RenamePasskeyDialogProps) {
  const rename = useRenamePasskey(passkey.id);
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog open onOpenChange={() => !isBusy && onClose()}>
      <DialogPanel
        title="Rename passkey"
        description="It stays the same passkey, here and on your device."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <PasskeyNameForm
          name={passkey.name}
          action="Rename"
          onBusyChange={setBusy}
          onName={async (name) => {
            await rename.mutateAsync({ name });
            onClose();
          }}
        />
      </DialogPanel>
    </Dialog>
  );
}
