"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { useUpdateMerchant } from "#components/merchants/queries.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";

const resolver = lazyResolver(
  async () => (await import("#lib/merchants/schema.ts")).renameMerchantForm,
);

export function CompanyNameForm({ name }: { name: string }) {
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const update = useUpdateMerchant();
  const form = useForm({ resolver, defaultValues: { name } });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      setSaved(false);
      try {
        const saved = await update.mutateAsync(body);
        form.reset({ name: saved.name });
        setSaved(true);
        router.refresh();
      } catch (failure) {
        showFailure(form.setError, ["name"], failure);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Company name"
        autoComplete="organization"
        hint="Shown to your team and to people you invite."
        error={errors.name?.message}
        {...form.register("name")}
      />
      <div>
        <Button type="submit" pending={isSubmitting}>
          Save name
        </Button>
      </div>
      {isSaved && (
        <Notice tone="success" role="status" className="mt-1">
          Name saved.
        </Notice>
      )}
    </form>
  );
}
