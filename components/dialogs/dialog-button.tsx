"use client";

import { type ComponentProps, useEffect, useState } from "react";
import {
  type DialogProps,
  type LazyDialog,
  prefetchOnApproach,
} from "#components/dialogs/lazy-dialog.tsx";
import { type DraftName, useHasDraft } from "#components/hooks/form-drafts.ts";
import { Button } from "#components/ui/button.tsx";

interface DialogButtonProps<Props extends DialogProps> extends ComponentProps<typeof Button> {
  dialog: LazyDialog<Props>;
  dialogProps: Omit<Props, "onClose"> & Partial<DialogProps>;
  /** The draft of the dialog's form: one that waits opens the dialog. */
  draft?: DraftName;
}

/** A button and the dialog that it opens. */
export function DialogButton<Props extends DialogProps>({
  dialog: Dialog,
  dialogProps,
  draft,
  ...button
}: DialogButtonProps<Props>) {
  const [isOpen, setOpen] = useState(false);
  const hasDraft = useHasDraft(draft);

  useEffect(() => {
    if (hasDraft) setOpen(true);
  }, [hasDraft]);

  function close() {
    setOpen(false);
    dialogProps.onClose?.();
  }

  const props = { ...dialogProps, onClose: close } as unknown as Props;
  return (
    <>
      <Button
        aria-haspopup="dialog"
        {...prefetchOnApproach(Dialog)}
        {...button}
        onClick={() => setOpen(true)}
      />
      {isOpen && <Dialog {...props} />}
    </>
  );
}
