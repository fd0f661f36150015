"use client";

import { useState } from "react";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { useRevokeApiKey } from "#components/api-keys/queries.ts";
import { RevocationForm } from "#components/api-keys/revocation/revocation-form.tsx";
import { AlertDialog, AlertDialogPanel } from "#components/ui/alert-dialog.tsx";
import { type ApiKey, restoreWithinMinutes } from "#lib/api-keys/schema.ts";

interface RevokeApiKeyDialogProps {
  apiKey: ApiKey;
  /** @param finality when the revocation will be final, where it is not yet */
  onRevoked: (isUndoable: boolean, finality: string | null) => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function RevokeApiKeyDialog({
  apiKey,
  onRevoked,
  onClose,
  onCloseAutoFocus,
}: RevokeApiKeyDialogProps) {
  const revoke = useRevokeApiKey(apiKey.applicationId);
  const [isBusy, setBusy] = useState(false);

  return (
    <AlertDialog open onOpenChange={() => !isBusy && onClose()}>
      <AlertDialogPanel
        title="Revoke this API key?"
        description="Every call with it is refused from this moment on. Be sure that nothing needs it any more."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <div className="mb-4 flex flex-col gap-0.5 rounded-lg border border-border bg-sunken px-3.5 py-2.5">
          <span className="wrap-anywhere font-medium text-sm">
            <bdi>{apiKey.description}</bdi>
          </span>
          <MaskedKey keyPrefix={apiKey.keyPrefix} />
        </div>
        <RevocationForm
          action="Revoke key"
          cancel="Keep it"
          leakLabel="This key has leaked"
          undoHint={`You can undo this for ${restoreWithinMinutes} minutes.`}
          onBusyChange={setBusy}
          onRevoke={async ({ reason, isUndoable }) => {
            const finality = await revoke.mutateAsync({ keyId: apiKey.id, reason });
            onRevoked(isUndoable, finality);
            onClose();
          }}
        />
      </AlertDialogPanel>
    </AlertDialog>
  );
}
