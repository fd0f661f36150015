"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { speaksOfLeak, toReason } from "#components/api-keys/revocation/revocation-reason.ts";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { revokeApiKeyQuery } from "#lib/api-keys/schema.ts";

interface Revocation {
  reason?: string;
  /** Ignored if the reason is a leak. */
  isUndoable: boolean;
}

interface RevocationDialogProps extends DialogProps {
  title: string;
  description: string;
  /** What is revoked. */
  children: ReactNode;
  submitLabel: string;
  cancelLabel: string;
  leakLabel: string;
  undoHint: string;
  /** Throws if the server refuses it. */
  onRevoke: (revocation: Revocation) => Promise<void>;
}

/** Asks for the reason of a revocation. */
export function RevocationDialog({
  children,
  leakLabel,
  undoHint,
  onRevoke,
  ...dialog
}: RevocationDialogProps) {
  const form = useForm({
    resolver: zodResolver(revokeApiKeyQuery),
    defaultValues: { reason: undefined },
    mode: "onChange",
  });
  const [isTicked, setTicked] = useState(false);
  const written = useWatch({ control: form.control, name: "reason" }) ?? "";
  const isLeak = isTicked || speaksOfLeak(written);

  return (
    <FormDialog
      {...dialog}
      isAlert
      isDangerous
      form={form}
      onSubmit={async (query) => {
        const reason = toReason(query.reason, isTicked);
        const fault = revokeApiKeyQuery.safeParse({ reason }).error?.issues[0];
        if (fault) return form.setError("reason", { message: fault.message });
        await onRevoke({ reason, isUndoable: !isLeak });
      }}
    >
      {children}
      <TextField
        label="Reason"
        required={false}
        autoComplete="off"
        hint="Shown in the audit log."
        error={form.formState.errors.reason?.message}
        {...form.register("reason", { setValueAs: (text) => text?.trim() || undefined })}
      />
      <Checkbox label={leakLabel} checked={isTicked} onCheckedChange={setTicked} />
      <p aria-live="polite" className="text-[0.8125rem] text-muted leading-5">
        {isLeak ? "The revocation of a leaked key can't be undone." : undoHint}
      </p>
    </FormDialog>
  );
}
