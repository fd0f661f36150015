"use client";

import { useRef, useState } from "react";
import { useCloseMerchant } from "#components/merchants/queries.ts";
import { leaveFor } from "#components/sessions/session.ts";
import { messageOf } from "#components/submit-failure.ts";
import { AlertDialog, AlertDialogCancel, AlertDialogPanel } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { paths } from "#lib/paths.ts";

export function CloseCompany({ merchantName }: { merchantName: string }) {
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={button} variant="danger" onClick={() => setAsking(true)}>
        Close company
      </Button>
      {isAsking && (
        <CloseCompanyDialog
          merchantName={merchantName}
          onClose={() => setAsking(false)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface CloseCompanyDialogProps {
  merchantName: string;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

/** Asks for the company's name before it goes; refused while it has applications. */
function CloseCompanyDialog({ merchantName, onClose, onCloseAutoFocus }: CloseCompanyDialogProps) {
  const close = useCloseMerchant();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const isBusy = close.isPending || close.isSuccess;

  const submit = useSingleFlight(async () => {
    if (typed.trim() !== merchantName) return setFault("This is not the company's name");
    try {
      await close.mutateAsync();
      await leaveFor(paths.signIn);
    } catch {
      // What went wrong is said above the form, from the mutation.
    }
  });

  return (
    <AlertDialog open onOpenChange={() => !isBusy && onClose()}>
      <AlertDialogPanel
        title="Close this company?"
        description="Everybody is signed out at once, and nobody can come back. This cannot be taken back."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
          {close.error && (
            <Notice tone="danger" role="alert" className="mb-1">
              {messageOf(close.error)}
            </Notice>
          )}
          <p className="text-sm leading-6">
            To confirm, type its name:{" "}
            <bdi className="wrap-anywhere font-medium">{merchantName}</bdi>
          </p>
          <TextField
            label="Company name"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setFault("");
            }}
            error={fault || undefined}
          />
          <DialogActions>
            <AlertDialogCancel asChild>
              <Button variant="secondary">Keep it</Button>
            </AlertDialogCancel>
            <Button type="submit" variant="danger" pending={isBusy}>
              Close company
            </Button>
          </DialogActions>
        </form>
      </AlertDialogPanel>
    </AlertDialog>
  );
}
