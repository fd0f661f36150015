"use client";

import { type ReactNode, useRef, useState } from "react";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogFrame } from "#components/ui/dialog.tsx";

export interface ConfirmDialogProps extends DialogProps {
  title: string;
  description: ReactNode;
  /** Additional information, such as a warning. */
  children?: ReactNode;
  confirm: string;
  cancel: string;
  isDangerous?: boolean;
  /** If it throws, the dialog stays open and shows the error. */
  onConfirm: () => Promise<unknown>;
  explain?: (failure: unknown) => string;
}

/** Asks for confirmation of an irreversible action. */
export function ConfirmDialog({
  title,
  description,
  children,
  confirm,
  cancel,
  isDangerous = true,
  onConfirm,
  explain = describeFailure,
  onClose,
  returnFocus,
}: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const cancelButton = useRef<HTMLButtonElement>(null);
  const dismiss = () => !isBusy && onClose();

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
    <DialogFrame
      isAlert
      title={title}
      description={description}
      onDismiss={dismiss}
      initialFocus={cancelButton}
      returnFocus={returnFocus}
    >
      <div className="flex flex-col gap-3">
        <FormFailure message={failure} />
        {children}
      </div>
      <DialogActions>
        <Button ref={cancelButton} variant="secondary" onClick={dismiss}>
          {cancel}
        </Button>
        <Button variant={isDangerous ? "danger" : "primary"} pending={isBusy} onClick={run}>
          {confirm}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
}
