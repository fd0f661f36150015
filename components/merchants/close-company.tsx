"use client";

import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

const CloseCompanyDialog = lazyDialog(
  () => import("#components/merchants/close-company-dialog.tsx"),
  "CloseCompanyDialog",
);

export function CloseCompany({ merchantName }: { merchantName: string }) {
  return (
    <DialogButton variant="danger" dialog={CloseCompanyDialog} dialogProps={{ merchantName }}>
      Close company
    </DialogButton>
  );
}
