"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FlaskConical, Plus, Zap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Controller, useForm } from "react-hook-form";
import { useCreateApplication } from "#components/applications/queries.ts";
import { FormFailure } from "#components/form-failure.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import {
  Dialog,
  DialogActions,
  DialogClose,
  DialogPanel,
  DialogTrigger,
} from "#components/ui/dialog.tsx";
import { type RadioCard, RadioCards } from "#components/ui/radio-cards.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { createApplicationBody, type Environment } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

const environmentCards: readonly RadioCard<Environment>[] = [
  {
    value: "live",
    title: "Live",
    description: "Real customers and real money. Its keys have “live” in them.",
    icon: Zap,
  },
  {
    value: "test",
    title: "Test",
    description: "For building and trying out. Its keys have “test” in them.",
    icon: FlaskConical,
  },
];

export function CreateApplicationDialog({ label = "New application" }: { label?: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !isBusy && setOpen(open)}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          {label}
        </Button>
      </DialogTrigger>
      <DialogPanel
        title="New application"
        description="One of your systems that will call the API with keys of its own."
      >
        <CreateApplicationForm onBusyChange={setBusy} />
      </DialogPanel>
    </Dialog>
  );
}

function CreateApplicationForm({ onBusyChange }: { onBusyChange: (isBusy: boolean) => void }) {
  const router = useRouter();
  const [isOpening, startOpening] = useTransition();
  const create = useCreateApplication();
  const form = useForm({
    resolver: zodResolver(createApplicationBody),
    defaultValues: { name: "", environment: "live" as Environment },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      onBusyChange(true);
      try {
        const application = await create.mutateAsync(body);
        startOpening(() => router.push(paths.application(application.id)));
      } catch (failure) {
        onBusyChange(false);
        showFailure(form.setError, ["name", "environment"], failure);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Name"
        placeholder="Checkout"
        autoComplete="off"
        hint="Your team sees it here and in the audit log."
        error={errors.name?.message}
        {...form.register("name")}
      />
      <Controller
        control={form.control}
        name="environment"
        render={({ field }) => (
          <RadioCards
            label="Environment"
            cards={environmentCards}
            value={field.value ?? "live"}
            onValueChange={field.onChange}
          />
        )}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting || isOpening || create.isSuccess}>
          Create application
        </Button>
      </DialogActions>
    </form>
  );
}
