import { RevokeApiKeyDialog } from "#components/api-keys/revocation/lazy-dialogs.ts";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

/** The dialog of each remedy, loaded when it first opens. */
export const remedyDialogs = {
  expiry: lazyDialog(
    () => import("#components/api-keys/hygiene/set-expiry-dialog.tsx"),
    "SetExpiryDialog",
  ),
  scopes: lazyDialog(
    () => import("#components/api-keys/hygiene/choose-scopes-dialog.tsx"),
    "ChooseScopesDialog",
  ),
  revoke: RevokeApiKeyDialog,
};
