"use client";

import { Plus } from "lucide-react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";

const CreateApplicationDialog = lazyDialog(
  () => import("#components/applications/create-application-dialog.tsx"),
  "CreateApplicationDialog",
);

export function CreateApplicationButton({ label = "New application" }: { label?: string }) {
  return (
    <DialogButton draft="create-application" dialog={CreateApplicationDialog} dialogProps={{}}>
      <Plus aria-hidden />
      {label}
    </DialogButton>
  );
}
