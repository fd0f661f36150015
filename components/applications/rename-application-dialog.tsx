"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useForm } from "react-hook-form";
import { useUpdateApplication } from "#components/applications/queries.ts";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type Application, updateApplicationBody } from "#lib/applications/schema.ts";

interface RenameApplicationDialogProps extends DialogProps {
  application: Application;
  onRenamed: (name: string) => void;
}

export function RenameApplicationDialog({
  application,
  onRenamed,
  ...dialog
}: RenameApplicationDialogProps) {
  const router = useRouter();
  const [isRefreshing, startRefreshing] = useTransition();
  const update = useUpdateApplication(application.id);
  const form = useForm({
    resolver: zodResolver(updateApplicationBody),
    defaultValues: { name: application.name },
  });

  return (
    <FormDialog
      {...dialog}
      title="Rename application"
      description="Its ID and API keys stay the same."
      form={form}
      onSubmit={async (body) => {
        const { name } = await update.mutateAsync(body);
        // The page's name and title come from the server: the dialog closes when they have arrived.
        startRefreshing(() => {
          router.refresh();
          onRenamed(name);
          dialog.onClose();
        });
      }}
      submitLabel="Rename"
      isBusy={isRefreshing}
    >
      <TextField
        label="Name"
        autoComplete="off"
        hint="Shown to your team here and in the audit log."
        error={form.formState.errors.name?.message}
        {...form.register("name")}
      />
    </FormDialog>
  );
}
