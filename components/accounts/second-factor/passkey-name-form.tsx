"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { explainPasskeyFailure } from "#components/sessions/passkey.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { renamePasskeyBody } from "#lib/second-factor/schema.ts";

interface PasskeyNameFormProps {
  name: string;
  action: string;
  /** What it throws is said above the field. */
  onName: (name: string) => Promise<void>;
  onBusyChange: (isBusy: boolean) => void;
}

export function PasskeyNameForm({ name, action, onName, onBusyChange }: PasskeyNameFormProps) {
  const form = useForm({ resolver: zodResolver(renamePasskeyBody), defaultValues: { name } });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      onBusyChange(true);
      try {
        await onName(body.name);
      } catch (failure) {
        form.setError("root", { message: explainPasskeyFailure(failure) });
      } finally {
        onBusyChange(false);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Name"
        autoComplete="off"
        hint="By which you know it again, such as the device it is on."
        error={errors.name?.message}
        {...form.register("name")}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
