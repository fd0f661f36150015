"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FlaskConical, Zap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Controller, useForm } from "react-hook-form";
import { useCreateApplication } from "#components/applications/queries.ts";
import { useBrandWords } from "#components/brand/brand-provider.tsx";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { type RadioCard, RadioCards } from "#components/ui/radio-cards.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { createApplicationBody, type Environment } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

function createCards(uses: Record<Environment, string>): readonly RadioCard<Environment>[] {
  return [
    {
      value: "live",
      title: "Live",
      description: `${capitalize(uses.live)}. Keys contain “live”.`,
      icon: Zap,
    },
    {
      value: "test",
      title: "Test",
      description: `${capitalize(uses.test)}. Keys contain “test”.`,
      icon: FlaskConical,
    },
  ];
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface CreateApplicationDialogProps extends DialogProps {
  /** A first application is for trying out. */
  isFirst: boolean;
}

export function CreateApplicationDialog({ isFirst, ...dialog }: CreateApplicationDialogProps) {
  const router = useRouter();
  const { environments } = useBrandWords();
  const [isOpening, startOpening] = useTransition();
  const create = useCreateApplication();
  const form = useForm({
    resolver: zodResolver(createApplicationBody),
    defaultValues: { name: "", environment: (isFirst ? "test" : "live") as Environment },
  });

  return (
    <FormDialog
      {...dialog}
      draft="create-application"
      title="New application"
      description="A system of yours that calls the API with its own keys."
      form={form}
      onSubmit={async (body) => {
        const { id } = await create.mutateAsync(body);
        startOpening(() => router.push(paths.application(id)));
      }}
      submitLabel="Create application"
      isBusy={isOpening || create.isSuccess}
    >
      <TextField
        label="Name"
        placeholder="Checkout"
        autoComplete="off"
        hint="Shown to your team here and in the audit log."
        error={form.formState.errors.name?.message}
        {...form.register("name")}
      />
      <Controller
        control={form.control}
        name="environment"
        render={({ field }) => (
          <RadioCards
            label="Environment"
            cards={createCards(environments)}
            value={field.value ?? "live"}
            onValueChange={field.onChange}
          />
        )}
      />
    </FormDialog>
  );
}
