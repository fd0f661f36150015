"use client";

import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { DialogForm } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogFrame } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TextField } from "#components/ui/text-field.tsx";

interface ConfirmByNameDialogProps extends DialogProps {
  title: string;
  description: string;
  /** What prevents the action, with a way to resolve it; undefined while loading. */
  obstacle: ReactNode;
  /** For example "application"; its name must be typed. */
  noun: string;
  name: string;
  submitLabel: string;
  onConfirm: () => Promise<unknown>;
  isBusy: boolean;
}

/** Asks for the name of what will be deleted permanently, once nothing prevents the deletion. */
export function ConfirmByNameDialog({
  obstacle,
  noun,
  name,
  submitLabel,
  onConfirm,
  isBusy,
  onClose,
  ...frame
}: ConfirmByNameDialogProps) {
  const form = useForm({ defaultValues: { name: "" } });
  const { errors, isSubmitting } = form.formState;
  const isPending = isBusy || isSubmitting;

  return (
    <DialogFrame {...frame} isAlert onDismiss={() => !isPending && onClose()}>
      {obstacle === null ? (
        <DialogForm
          form={form}
          onSubmit={async ({ name: typed }) => {
            if (typed.trim() === name) return onConfirm();
            form.setError("name", { message: `This doesn't match the ${noun}'s name` });
          }}
          submitLabel={submitLabel}
          cancelLabel="Keep it"
          isDangerous
          isBusy={isBusy}
          onCancel={onClose}
        >
          <p className="text-sm leading-6">
            To confirm, enter its name: <bdi className="wrap-anywhere font-medium">{name}</bdi>
          </p>
          <TextField
            label={`${noun.charAt(0).toUpperCase()}${noun.slice(1)} name`}
            autoComplete="off"
            spellCheck={false}
            error={errors.name?.message}
            {...form.register("name")}
          />
        </DialogForm>
      ) : (
        <>
          {obstacle ?? <Skeleton className="h-24" />}
          <DialogActions>
            <Button variant="secondary" onClick={onClose}>
              Keep it
            </Button>
          </DialogActions>
        </>
      )}
    </DialogFrame>
  );
}
