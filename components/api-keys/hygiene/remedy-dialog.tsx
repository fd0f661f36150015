"use client";

import type { FormEvent, ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogPanel } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { HygieneRow } from "#lib/api-keys/schema.ts";

export interface RemedyDialogProps {
  /** As the list has it, which is read again after a conflict. */
  row: HygieneRow;
  /** Called with what was done, in words. */
  onDone: (said: string) => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

interface RemedyFormProps extends Omit<RemedyDialogProps, "onDone"> {
  title: string;
  /** A sentence about how the key stands, or what the change means. */
  about: string;
  action: string;
  failure: string | undefined;
  isBusy: boolean;
  onSubmit: (event: FormEvent) => Promise<void>;
  children: ReactNode;
}

/** One change of one key. */
export function RemedyDialog({
  row,
  title,
  about,
  action,
  failure,
  isBusy,
  onSubmit,
  onClose,
  onCloseAutoFocus,
  children,
}: RemedyFormProps) {
  return (
    <Dialog open onOpenChange={() => !isBusy && onClose()}>
      <DialogPanel
        title={title}
        description={
          <>
            For <bdi className="font-medium text-text">{row.apiKey.description}</bdi> in{" "}
            <bdi className="font-medium text-text">{row.applicationName}</bdi>. {about}
          </>
        }
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
          {failure && (
            <Notice tone="danger" role="alert">
              {failure}
            </Notice>
          )}
          {children}
          <DialogActions>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isBusy}>
              {action}
            </Button>
          </DialogActions>
        </form>
      </DialogPanel>
    </Dialog>
  );
}
