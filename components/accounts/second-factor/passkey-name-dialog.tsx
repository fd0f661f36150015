"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { explainPasskeyFailure } from "#components/sessions/passkey.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { renamePasskeyBody } from "#lib/second-factor/schema.ts";

interface PasskeyNameDialogProps extends DialogProps {
  title: string;
  description: string;
  submitLabel: string;
  name: string;
  onName: (name: string) => Promise<void>;
}

export function PasskeyNameDialog({ name, onName, ...dialog }: PasskeyNameDialogProps) {
  const form = useForm({ resolver: zodResolver(renamePasskeyBody), defaultValues: { name } });
  return (
    <FormDialog
      {...dialog}
      form={form}
      onSubmit={(body) => onName(body.name)}
      explain={explainPasskeyFailure}
    >
      <TextField
        label="Name"
        autoComplete="off"
        hint="A name you'll recognize, such as the device it's on."
        error={form.formState.errors.name?.message}
        {...form.register("name")}
      />
    </FormDialog>
  );
}
