import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

export const RecoveryCodesDialog = lazyDialog(
  () => import("#components/accounts/second-factor/recovery-codes-dialog.tsx"),
  "RecoveryCodesDialog",
);
