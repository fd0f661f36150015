"use client";

import { Plus } from "lucide-react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

const CreateApplicationDialog = lazyDialog(
  () => import("#components/applications/create-application-dialog.tsx"),
  "CreateApplicationDialog",
);

export function CreateApplicationButton({ isFirst = false }: { isFirst?: boolean }) {
  return (
    <DialogButton
      draft="create-application"
      dialog={CreateApplicationDialog}
      dialogProps={{ isFirst }}
    >
      <Plus aria-hidden />
      {isFirst ? "Create your first application" : "New application"}
    </DialogButton>
  );
}
