"use client";

import { explainFailure } from "#components/api-keys/detail/conflict.ts";
import { useFinishRotation } from "#components/api-keys/key-queries.ts";
import { ConfirmDialog } from "#components/dialogs/confirm-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useNow } from "#components/hooks/now.ts";
import { Moment } from "#components/ui/moment.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ApiKey, Rotation } from "#lib/api-keys/schema.ts";

interface FinishRotationDialogProps extends DialogProps {
  apiKey: ApiKey;
  rotation: Rotation;
  onFinished: () => void;
}

const recentMilliseconds = 3600 * 1000;

/** Asks before disabling the previous secret, and warns if it may still be in use. */
export function FinishRotationDialog({
  apiKey,
  rotation,
  onFinished,
  ...dialog
}: FinishRotationDialogProps) {
  const now = useNow();
  const finish = useFinishRotation(apiKey);
  const usedAt = rotation.previous.lastUsedAt;
  const isNextUnused = rotation.firstUsedAt === null;
  const isPreviousRecent =
    usedAt !== null && now !== null && now.getTime() - Date.parse(usedAt) < recentMilliseconds;

  return (
    <ConfirmDialog
      {...dialog}
      title="Finish rotation now?"
      description="The previous secret stops working immediately and permanently. Only the new one will work."
      confirm="Finish now"
      cancel="Keep waiting"
      isDangerous={isNextUnused || isPreviousRecent}
      explain={explainFailure}
      onConfirm={async () => {
        await finish.mutateAsync();
        onFinished();
      }}
    >
      {(isNextUnused || isPreviousRecent) && (
        <div className="flex flex-col gap-2">
          {isNextUnused && (
            <Notice tone="danger">
              The new secret has never been used. Calls are refused until every client has the new
              secret.
            </Notice>
          )}
          {isPreviousRecent && usedAt && (
            <Notice tone="danger">
              The previous secret was used <Moment at={usedAt} relative />. Calls with it will be
              refused from now on.
            </Notice>
          )}
        </div>
      )}
    </ConfirmDialog>
  );
}
