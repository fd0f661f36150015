"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { resetWithinMinutes } from "#lib/accounts/constants.ts";
import { api } from "#lib/api-client.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/accounts/schema.ts")).requestPasswordResetBody,
);

/** @param isReady whether the URL has been checked for a token, which would come first */
export function RequestResetForm({ isReady }: { isReady: boolean }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    resolver,
    defaultValues: { email: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        await api.requestPasswordReset(body);
        setSentTo(body.email);
      } catch (failure) {
        showFailure(form.setError, ["email"], failure);
      }
    }),
  );

  if (sentTo !== null) {
    return (
      <Card>
        <h1 className="mb-3 font-semibold text-xl tracking-tight">Check your email</h1>
        <p role="status" className="wrap-anywhere text-muted text-sm leading-6">
          If <bdi className="font-medium text-text">{sentTo}</bdi> has an account, we've sent it a
          link to reset the password. The link expires in {resetWithinMinutes} minutes.
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <h1 className="font-semibold text-xl tracking-tight">Reset your password</h1>
      <p className="mt-1.5 mb-5 text-muted text-sm leading-6">
        Enter your account's email address, and we'll send you a link to choose a new password.
      </p>
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
        <FormFailure message={errors.root?.message} />
        <TextField
          label="Email address"
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...form.register("email")}
        />
        <Button type="submit" pending={isSubmitting || !isReady} className="mt-2 w-full">
          Send link
        </Button>
      </form>
    </Card>
  );
}
