"use client";

import { explainFailure } from "#components/api-keys/detail/conflict.ts";
import { useCancelRotation } from "#components/api-keys/key-queries.ts";
import { ConfirmDialog } from "#components/dialogs/confirm-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ApiKey, Rotation } from "#lib/api-keys/schema.ts";

interface CancelRotationDialogProps extends DialogProps {
  apiKey: ApiKey;
  rotation: Rotation;
  onCancelled: () => void;
}

/** Asks before disabling the new secret. */
export function CancelRotationDialog({
  apiKey,
  rotation,
  onCancelled,
  ...dialog
}: CancelRotationDialogProps) {
  const cancel = useCancelRotation(apiKey);
  const isNextUsed = rotation.firstUsedAt !== null;
  return (
    <ConfirmDialog
      {...dialog}
      title="Cancel rotation?"
      description="The new secret stops working immediately and permanently. The previous one keeps working."
      confirm="Cancel rotation"
      cancel="Keep rotating"
      isDangerous={isNextUsed}
      explain={explainFailure}
      onConfirm={async () => {
        await cancel.mutateAsync();
        onCancelled();
      }}
    >
      {isNextUsed && (
        <Notice tone="danger">
          The new secret is in use. Calls with it will be refused from now on.
        </Notice>
      )}
    </ConfirmDialog>
  );
}
