"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { QRCodeSVG } from "qrcode.react";
import { useRef } from "react";
import { useForm } from "react-hook-form";
import { CodeField } from "#components/accounts/second-factor/code-field.tsx";
import { useConfirmTotp } from "#components/accounts/second-factor/queries.ts";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { SelectableText } from "#components/ui/selectable-text.tsx";
import { confirmTotpBody, type TotpSetup } from "#lib/second-factor/schema.ts";

interface TotpDialogProps extends DialogProps {
  setup: TotpSetup;
  onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** Shows the secret for the app, and asks for a first code as confirmation. */
export function TotpDialog({ setup, onConfirmed, ...dialog }: TotpDialogProps) {
  const confirm = useConfirmTotp();
  const secretText = useRef<HTMLDivElement>(null);
  const form = useForm({ resolver: zodResolver(confirmTotpBody), defaultValues: { code: "" } });

  return (
    <FormDialog
      {...dialog}
      title="Set up your authenticator app"
      description="Scan the QR code with the app, or enter the secret manually. Then enter the code that the app shows."
      form={form}
      onSubmit={async (body) => {
        const { recoveryCodes } = await confirm.mutateAsync(body);
        confirm.reset();
        dialog.onClose();
        onConfirmed(recoveryCodes);
      }}
      submitLabel="Turn on"
    >
      <div className="flex flex-col items-center gap-4 sm:flex-row sm:items-start">
        <div className="shrink-0 rounded-xl bg-white p-3 ring-1 ring-border">
          <QRCodeSVG value={setup.uri} size={160} title="QR code for your authenticator app" />
        </div>
        <div className="w-full min-w-0 flex-1">
          <SelectableText label="Secret for manual entry" text={setup.secret} ref={secretText} />
          <p className="mt-2 text-[0.8125rem] text-muted leading-5">
            Time-based, 6 digits, 30 seconds.
          </p>
        </div>
      </div>
      <CodeField error={form.formState.errors.code?.message} {...form.register("code")} />
    </FormDialog>
  );
}
