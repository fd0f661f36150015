"use client";

import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { useRevokeApiKey } from "#components/api-keys/queries.ts";
import { RevocationDialog } from "#components/api-keys/revocation/revocation-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { restoreWithinMinutes } from "#lib/api-keys/constants.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";

interface RevokeApiKeyDialogProps extends DialogProps {
  apiKey: ApiKey;
  /** @param finality when the revocation becomes final, if it is not yet */
  onRevoked: (isUndoable: boolean, finality: string | null) => void;
}

export function RevokeApiKeyDialog({ apiKey, onRevoked, ...dialog }: RevokeApiKeyDialogProps) {
  const revoke = useRevokeApiKey(apiKey.applicationId);
  return (
    <RevocationDialog
      {...dialog}
      title="Revoke this API key?"
      description="All calls with this key are refused immediately. Make sure that nothing uses it anymore."
      submitLabel="Revoke key"
      cancelLabel="Keep it"
      leakLabel="This key was leaked"
      undoHint={`You can undo this for ${restoreWithinMinutes} minutes.`}
      onRevoke={async ({ reason, isUndoable }) => {
        const finality = await revoke.mutateAsync({ keyId: apiKey.id, reason });
        onRevoked(isUndoable, finality);
        dialog.onClose();
      }}
    >
      <div className="flex flex-col gap-0.5 rounded-lg border border-border bg-sunken px-3.5 py-2.5">
        <span className="wrap-anywhere font-medium text-sm">
          <bdi>{apiKey.description}</bdi>
        </span>
        <MaskedKey keyPrefix={apiKey.keyPrefix} />
      </div>
    </RevocationDialog>
  );
}
