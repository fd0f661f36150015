"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { useRevokeApiKey } from "#components/api-keys/queries.ts";
import { showFailure } from "#components/submit-failure.ts";
import { AlertDialog, AlertDialogCancel, AlertDialogPanel } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { type ApiKey, revokeApiKeyQuery } from "#lib/api-keys/schema.ts";

interface RevokeApiKeyDialogProps {
  apiKey: ApiKey;
  onRevoked: () => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function RevokeApiKeyDialog({
  apiKey,
  onRevoked,
  onClose,
  onCloseAutoFocus,
}: RevokeApiKeyDialogProps) {
  const revoke = useRevokeApiKey(apiKey.applicationId);
  const form = useForm({ resolver: zodResolver(revokeApiKeyQuery), mode: "onChange" });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async ({ reason }) => {
      try {
        await revoke.mutateAsync({ keyId: apiKey.id, reason });
        onRevoked();
        onClose();
      } catch (failure) {
        showFailure(form.setError, ["reason"], failure);
      }
    }),
  );

  return (
    <AlertDialog open onOpenChange={() => !isSubmitting && onClose()}>
      <AlertDialogPanel
        title="Revoke this API key?"
        description="Every call with it is refused from this moment on. Be sure that nothing needs it any more."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <div className="mb-4 flex flex-col gap-0.5 rounded-lg border border-border bg-sunken px-3.5 py-2.5">
          <span className="wrap-anywhere font-medium text-sm">
            <bdi>{apiKey.description}</bdi>
          </span>
          <MaskedKey keyPrefix={apiKey.keyPrefix} />
        </div>
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
          {errors.root && (
            <Notice tone="danger" role="alert" className="mb-1">
              {errors.root.message}
            </Notice>
          )}
          <TextField
            label="Reason"
            required={false}
            autoComplete="off"
            hint="Kept with the key for the record."
            error={errors.reason?.message}
            {...form.register("reason", { setValueAs: (text) => text?.trim() || undefined })}
          />
          <DialogActions>
            <AlertDialogCancel asChild>
              <Button variant="secondary">Keep it</Button>
            </AlertDialogCancel>
            <Button type="submit" variant="danger" pending={isSubmitting}>
              Revoke key
            </Button>
          </DialogActions>
        </form>
      </AlertDialogPanel>
    </AlertDialog>
  );
}
