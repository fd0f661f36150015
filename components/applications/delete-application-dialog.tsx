"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useDeleteApplication } from "#components/applications/queries.ts";
import { messageOf } from "#components/submit-failure.ts";
import { AlertDialog, AlertDialogCancel, AlertDialogPanel } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { ApiError } from "#lib/api-client.ts";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

interface DeleteApplicationDialogProps {
  application: Application;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

/** Asks for the application's name before it goes; refused while it has active keys. */
export function DeleteApplicationDialog({
  application,
  onClose,
  onCloseAutoFocus,
}: DeleteApplicationDialogProps) {
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const remove = useDeleteApplication(application.id);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const isBusy = remove.isPending || remove.isSuccess || isLeaving;

  const submit = useSingleFlight(async () => {
    if (typed.trim() !== application.name) return setFault("This is not the application's name");
    try {
      await remove.mutateAsync();
      startLeaving(() => router.replace(paths.applications));
    } catch {
      // What went wrong is said above the form, from the mutation.
    }
  });

  return (
    <AlertDialog open onOpenChange={() => !isBusy && onClose()}>
      <AlertDialogPanel
        title="Delete this application?"
        description="It disappears from your lists with all of its keys, and this cannot be taken back. What was done with them stays in the audit log."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
          {remove.error && (
            <Notice tone="danger" role="alert" className="mb-1">
              {explain(remove.error)}
            </Notice>
          )}
          <p className="text-sm leading-6">
            To confirm, type its name:{" "}
            <bdi className="wrap-anywhere font-medium">{application.name}</bdi>
          </p>
          <TextField
            label="Application name"
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
              Delete application
            </Button>
          </DialogActions>
        </form>
      </AlertDialogPanel>
    </AlertDialog>
  );
}

/** The server counts the keys that are in the way. */
function explain(failure: Error): string {
  const isInTheWay = failure instanceof ApiError && failure.status === 409;
  return isInTheWay ? `${failure.message}, in the list on this page.` : messageOf(failure);
}
