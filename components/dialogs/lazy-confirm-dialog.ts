import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

/** `ConfirmDialog`, loaded when it first opens. */
export const LazyConfirmDialog = lazyDialog(
  () => import("#components/dialogs/confirm-dialog.tsx"),
  "ConfirmDialog",
);
