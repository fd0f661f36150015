"use client";

import { useRevokeApiToken } from "#components/api-tokens/queries.ts";
import { ConfirmDialog } from "#components/dialogs/confirm-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ApiToken } from "#lib/api-tokens/schema.ts";

interface RevokeApiTokenDialogProps extends DialogProps {
  token: ApiToken;
}

export function RevokeApiTokenDialog({ token, ...dialog }: RevokeApiTokenDialogProps) {
  const revoke = useRevokeApiToken();
  return (
    <ConfirmDialog
      {...dialog}
      title="Revoke this API token?"
      description={
        <>
          Every call with <bdi className="font-medium text-text">{token.name}</bdi> is refused
          immediately. This can't be undone.
        </>
      }
      confirm="Revoke token"
      cancel="Keep it"
      onConfirm={() => revoke.mutateAsync(token.id)}
    >
      {!token.isMine && (
        <Notice tone="warning">
          <bdi className="wrap-anywhere font-medium">{token.createdByEmail}</bdi> created it and
          isn't notified.
        </Notice>
      )}
    </ConfirmDialog>
  );
}
