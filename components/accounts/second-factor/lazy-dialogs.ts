import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

export const AddPasskeyDialog = lazyDialog(
  () => import("#components/accounts/second-factor/add-passkey-dialog.tsx"),
  "AddPasskeyDialog",
);

export const RenamePasskeyDialog = lazyDialog(
  () => import("#components/accounts/second-factor/rename-passkey-dialog.tsx"),
  "RenamePasskeyDialog",
);

export const TotpDialog = lazyDialog(
  () => import("#components/accounts/second-factor/totp-dialog.tsx"),
  "TotpDialog",
);
