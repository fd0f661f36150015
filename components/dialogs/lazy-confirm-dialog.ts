import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

/** `ConfirmDialog` for pages, which load it when it first opens. */
export const LazyConfirmDialog = lazyDialog(
  () => import("#components/dialogs/confirm-dialog.tsx"),
  "ConfirmDialog",
);
