"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useForm } from "react-hook-form";
import { useUpdateApplication } from "#components/applications/queries.ts";
import { FormFailure } from "#components/form-failure.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogPanel } from "#components/ui/dialog.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { type Application, updateApplicationBody } from "#lib/applications/schema.ts";

interface RenameApplicationDialogProps {
  application: Application;
  onRenamed: (name: string) => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function RenameApplicationDialog({
  application,
  onRenamed,
  onClose,
  onCloseAutoFocus,
}: RenameApplicationDialogProps) {
  const router = useRouter();
  const [isRefreshing, startRefreshing] = useTransition();
  const update = useUpdateApplication(application.id);
  const form = useForm({
    resolver: zodResolver(updateApplicationBody),
    defaultValues: { name: application.name },
  });
  const { errors, isSubmitting } = form.formState;
  const isBusy = isSubmitting || isRefreshing;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        const { name } = await update.mutateAsync(body);
        // The page's name and title come from the server: the dialog closes when they are there.
        startRefreshing(() => {
          router.refresh();
          onRenamed(name);
          onClose();
        });
      } catch (failure) {
        showFailure(form.setError, ["name"], failure);
      }
    }),
  );

  return (
    <Dialog open onOpenChange={() => !isBusy && onClose()}>
      <DialogPanel
        title="Rename application"
        description="Its ID and its API keys stay as they are."
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
          <FormFailure message={errors.root?.message} />
          <TextField
            label="Name"
            autoComplete="off"
            hint="Your team sees it here and in the audit log."
            error={errors.name?.message}
            {...form.register("name")}
          />
          <DialogActions>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isBusy}>
              Rename
            </Button>
          </DialogActions>
        </form>
      </DialogPanel>
    </Dialog>
  );
}
