"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { speaksOfLeak, toReason } from "#components/api-keys/revocation/revocation-reason.ts";
import { FormFailure } from "#components/form-failure.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { AlertDialogCancel } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { revokeApiKeyQuery } from "#lib/api-keys/schema.ts";

export interface Revocation {
  reason?: string;
  /** Unless a leak is the reason. */
  isUndoable: boolean;
}

interface RevocationFormProps {
  /** Such as "Revoke key". */
  action: string;
  cancel: string;
  leakLabel: string;
  /** How the way back is. */
  undoHint: string;
  /** Throws where the server says no. */
  onRevoke: (revocation: Revocation) => Promise<void>;
  onBusyChange?: (isBusy: boolean) => void;
}

/** Why a key ends, inside an alert dialog. */
export function RevocationForm({
  action,
  cancel,
  leakLabel,
  undoHint,
  onRevoke,
  onBusyChange,
}: RevocationFormProps) {
  const { control, register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(revokeApiKeyQuery),
    mode: "onChange",
  });
  const { errors, isSubmitting } = formState;
  const [isTicked, setTicked] = useState(false);
  const written = useWatch({ control, name: "reason" }) ?? "";
  const isLeak = isTicked || speaksOfLeak(written);

  const submit = useSingleFlight(
    handleSubmit(async (query) => {
      const reason = toReason(query.reason, isTicked);
      const fault = revokeApiKeyQuery.safeParse({ reason }).error?.issues[0];
      if (fault) return setError("reason", { message: fault.message });
      onBusyChange?.(true);
      try {
        await onRevoke({ reason, isUndoable: !isLeak });
      } catch (failure) {
        showFailure(setError, ["reason"], failure);
      } finally {
        onBusyChange?.(false);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Reason"
        required={false}
        autoComplete="off"
        hint="Kept for the record."
        error={errors.reason?.message}
        {...register("reason", { setValueAs: (text) => text?.trim() || undefined })}
      />
      <Checkbox label={leakLabel} checked={isTicked} onCheckedChange={setTicked} />
      <p aria-live="polite" className="text-[0.8125rem] text-muted leading-5">
        {isLeak ? "After a leak this cannot be undone." : undoHint}
      </p>
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button variant="secondary">{cancel}</Button>
        </AlertDialogCancel>
        <Button type="submit" variant="danger" pending={isSubmitting}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
