"use client";

import { PasskeyNameDialog } from "#components/accounts/second-factor/passkey-name-dialog.tsx";
import { useAddPasskey } from "#components/accounts/second-factor/queries.ts";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { makePasskey } from "#components/sessions/passkey.ts";
import type { AddedPasskey } from "#lib/second-factor/schema.ts";

interface AddPasskeyDialogProps extends DialogProps {
  onAdded: (added: AddedPasskey) => void;
}

export function AddPasskeyDialog({ onAdded, ...dialog }: AddPasskeyDialogProps) {
  const add = useAddPasskey();
  return (
    <PasskeyNameDialog
      {...dialog}
      title="Add a passkey"
      description="Your browser will ask where to save it: on this device, on your phone, or on a security key."
      submitLabel="Continue"
      name={guessDeviceName()}
      onName={async (name) => {
        const added = await add.mutateAsync({ response: await makePasskey(), name });
        add.reset();
        dialog.onClose();
        onAdded(added);
      }}
    />
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

/** Suggests a name that the person can change. */
function guessDeviceName(): string {
  return devices.find(([pattern]) => pattern.test(navigator.userAgent))?.[1] ?? "My device";
}
