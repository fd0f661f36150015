"use client";

import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { leaveFor } from "#components/sessions/session.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { api } from "#lib/api-client.ts";
import { paths } from "#lib/paths.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/merchants/schema.ts")).signUpWithIdentityBody,
);

/** Asks for the remaining data of a person authenticated by an identity provider. */
export function CompanyForm() {
  const form = useForm({
    resolver,
    defaultValues: { merchantName: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        await api.signUpWithIdentity(body);
      } catch (failure) {
        showFailure(form.setError, ["merchantName"], failure);
        return;
      }
      return leaveFor(paths.applications);
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Company name"
        autoComplete="organization"
        error={errors.merchantName?.message}
        {...form.register("merchantName")}
      />
      <Button type="submit" pending={isSubmitting} className="mt-2 w-full">
        Create account
      </Button>
    </form>
  );
}
