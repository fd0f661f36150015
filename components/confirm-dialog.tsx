"use client";

import { type ReactNode, useState } from "react";
import { AlertDialog, AlertDialogCancel, AlertDialogPanel } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface ConfirmDialogProps {
  title: string;
  description: ReactNode;
  /** What the reader should know before, such as a warning. */
  children?: ReactNode;
  confirm: string;
  cancel: string;
  isDangerous: boolean;
  /** What it throws is said in the dialog, which stays open. */
  onConfirm: () => Promise<void>;
  explain: (failure: unknown) => string;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({
  title,
  description,
  children,
  confirm,
  cancel,
  isDangerous,
  onConfirm,
  explain,
  onClose,
  onCloseAutoFocus,
}: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");

  async function run() {
    setBusy(true);
    setFailure("");
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <AlertDialog open onOpenChange={() => !isBusy && onClose()}>
      <AlertDialogPanel title={title} description={description} onCloseAutoFocus={onCloseAutoFocus}>
        {children}
        {failure && (
          <Notice tone="danger" role="alert" className="mt-3">
            {failure}
          </Notice>
        )}
        <DialogActions>
          <AlertDialogCancel asChild>
            <Button variant="secondary">{cancel}</Button>
          </AlertDialogCancel>
          <Button variant={isDangerous ? "danger" : "primary"} pending={isBusy} onClick={run}>
            {confirm}
          </Button>
        </DialogActions>
      </AlertDialogPanel>
    </AlertDialog>
  );
}
