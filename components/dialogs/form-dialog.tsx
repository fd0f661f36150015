"use client";

import { type ReactNode, useEffect, useState } from "react";
import {
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useFormState,
} from "react-hook-form";
import { ConfirmDialog } from "#components/dialogs/confirm-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import {
  type DraftName,
  isDraftSaved,
  takeDraft,
  useDraftSource,
} from "#components/hooks/form-drafts.ts";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { useUnloadWarning } from "#components/hooks/unload-warning.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogFrame } from "#components/ui/dialog.tsx";

interface DialogFormProps<Values extends FieldValues, Body> {
  form: UseFormReturn<Values, unknown, Body>;
  /** If it throws, the error is shown at the fields that the server named, or above all. */
  onSubmit: (body: Body) => Promise<unknown>;
  onInvalid?: (errors: FieldErrors<Values>) => void;
  /** Returns a more specific message than the server's, if there is one. */
  explain?: (failure: unknown) => string | null;
  submitLabel: string;
  cancelLabel?: string;
  isDangerous?: boolean;
  /** Whether work continues after `onSubmit`, such as a navigation. */
  isBusy?: boolean;
  onCancel: () => void;
  children?: ReactNode;
}

/** A form inside a dialog, including its buttons. */
export function DialogForm<Values extends FieldValues, Body>({
  form,
  onSubmit,
  onInvalid,
  explain,
  submitLabel,
  cancelLabel = "Cancel",
  isDangerous = false,
  isBusy = false,
  onCancel,
  children,
}: DialogFormProps<Values, Body>) {
  const { errors, isSubmitting } = useFormState({ control: form.control });
  const isPending = isSubmitting || isBusy;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        await onSubmit(body);
      } catch (failure) {
        const message = explain?.(failure);
        if (message) form.setError("root", { type: "server", message });
        else {
          const names = Object.keys(form.getValues()) as FieldPath<Values>[];
          showFailure(form.setError, names, failure);
        }
      }
    }, onInvalid),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
      <FormFailure message={errors.root?.message} />
      {children}
      <DialogActions>
        <Button variant="secondary" onClick={() => !isPending && onCancel()}>
          {cancelLabel}
        </Button>
        <Button type="submit" variant={isDangerous ? "danger" : "primary"} pending={isPending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  );
}

interface FormDialogProps<Values extends FieldValues, Body>
  extends DialogProps,
    Omit<DialogFormProps<Values, Body>, "onCancel"> {
  title: ReactNode;
  description: ReactNode;
  isAlert?: boolean;
  isOpen?: boolean;
  /** Keeps what was typed over the end of the session; only for forms without secrets. */
  draft?: DraftName;
  className?: string;
}

/**
 * A dialog with a form. It stays open while submitting, and asks before anything but the cancel
 * button discards entered values.
 */
export function FormDialog<Values extends FieldValues, Body>({
  title,
  description,
  isAlert,
  isOpen = true,
  draft,
  className,
  onClose,
  returnFocus,
  ...form
}: FormDialogProps<Values, Body>) {
  const { isDirty, isSubmitting } = useFormState({ control: form.form.control });
  const [isAsking, setAsking] = useState(false);
  const isRestored = useDraft(draft, form.form, isDirty);

  // A submission may lead to sign-in, which nothing should hold up.
  useUnloadWarning(isDirty && !isSubmitting, isDraftSaved);

  function dismiss() {
    if (isSubmitting || form.isBusy) return;
    if (isDirty) setAsking(true);
    else onClose();
  }

  return (
    <>
      <DialogFrame
        title={title}
        description={description}
        isAlert={isAlert}
        isOpen={isOpen}
        onDismiss={dismiss}
        returnFocus={returnFocus}
        className={className}
      >
        {/* Fields that keep a state of their own begin again from the restored values. */}
        <DialogForm key={String(isRestored)} {...form} onCancel={onClose} />
      </DialogFrame>
      {isAsking && (
        <ConfirmDialog
          title="Discard what you entered?"
          description="You haven't submitted this form yet."
          confirm="Discard"
          cancel="Keep editing"
          onConfirm={async () => onClose()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Restores a form's draft and stores it when the session ends. Returns whether there was one. */
function useDraft<Values extends FieldValues, Body>(
  name: DraftName | undefined,
  form: UseFormReturn<Values, unknown, Body>,
  isDirty: boolean,
): boolean {
  const [isRestored, setRestored] = useState(false);
  useDraftSource(name, () => (isDirty ? form.getValues() : null));

  useEffect(() => {
    const values = name && takeDraft(name);
    if (!values) return;
    form.reset({ ...form.getValues(), ...values }, { keepDefaultValues: true });
    setRestored(true);
  }, [name, form]);

  return isRestored;
}
