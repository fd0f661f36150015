"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { QRCodeSVG } from "qrcode.react";
import { useRef } from "react";
import { useForm } from "react-hook-form";
import { CodeField } from "#components/accounts/second-factor/code-field.tsx";
import { useConfirmTotp } from "#components/accounts/second-factor/queries.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogPanel } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SelectableText } from "#components/ui/selectable-text.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { confirmTotpBody, type TotpSetup } from "#lib/second-factor/schema.ts";

interface TotpDialogProps {
  setup: TotpSetup;
  onConfirmed: (recoveryCodes: readonly string[]) => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

/** The secret for the app, and a first code that shows that the app has it. */
export function TotpDialog({ setup, onConfirmed, onClose, onCloseAutoFocus }: TotpDialogProps) {
  const confirm = useConfirmTotp();
  const secretText = useRef<HTMLDivElement>(null);
  const form = useForm({ resolver: zodResolver(confirmTotpBody), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        const { recoveryCodes } = await confirm.mutateAsync(body);
        confirm.reset();
        onClose();
        onConfirmed(recoveryCodes);
      } catch (failure) {
        showFailure(form.setError, ["code"], failure);
      }
    }),
  );

  return (
    <Dialog open onOpenChange={() => !isSubmitting && onClose()}>
      <DialogPanel
        title="Set up your authenticator app"
        description="Scan the code with the app, or type the secret into it. Then enter what the app shows."
        onCloseAutoFocus={onCloseAutoFocus}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          form.setFocus("code");
        }}
      >
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
          {errors.root && (
            <Notice tone="danger" role="alert">
              {errors.root.message}
            </Notice>
          )}
          <div className="flex flex-col items-center gap-4 sm:flex-row sm:items-start">
            <div className="shrink-0 rounded-xl bg-white p-3 ring-1 ring-border">
              <QRCodeSVG value={setup.uri} size={160} title="QR code for your authenticator app" />
            </div>
            <div className="w-full min-w-0 flex-1">
              <SelectableText label="Secret, for typing" text={setup.secret} ref={secretText} />
              <p className="mt-2 text-[0.8125rem] text-muted leading-5">
                By time, six digits, every 30 seconds.
              </p>
            </div>
          </div>
          <CodeField error={errors.code?.message} {...form.register("code")} />
          <DialogActions>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isSubmitting}>
              Turn on
            </Button>
          </DialogActions>
        </form>
      </DialogPanel>
    </Dialog>
  );
}
