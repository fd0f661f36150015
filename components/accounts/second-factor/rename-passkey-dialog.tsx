"use client";

import { PasskeyNameDialog } from "#components/accounts/second-factor/passkey-name-dialog.tsx";
import { useRenamePasskey } from "#components/accounts/second-factor/queries.ts";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import type { Passkey } from "#lib/second-factor/schema.ts";

interface RenamePasskeyDialogProps extends DialogProps {
  passkey: Passkey;
}

export function RenamePasskeyDialog({ passkey, ...dialog }: RenamePasskeyDialogProps) {
  const rename = useRenamePasskey(passkey.id);
  return (
    <PasskeyNameDialog
      {...dialog}
      title="Rename passkey"
      description="This changes the name only here, not on your device."
      submitLabel="Rename"
      name={passkey.name}
      onName={async (name) => {
        await rename.mutateAsync({ name });
        dialog.onClose();
      }}
    />
  );
}
