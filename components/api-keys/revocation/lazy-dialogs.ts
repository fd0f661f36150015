import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

export const RevokeApiKeyDialog = lazyDialog(
  () => import("#components/api-keys/revocation/revoke-api-key-dialog.tsx"),
  "RevokeApiKeyDialog",
);

export const BulkRevokeDialog = lazyDialog(
  () => import("#components/api-keys/revocation/bulk-revoke-dialog.tsx"),
  "BulkRevokeDialog",
);
