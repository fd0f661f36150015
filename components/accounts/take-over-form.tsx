"use client";

import { useForm } from "react-hook-form";
import { TakeoverNotice } from "#components/accounts/takeover-notice.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { leaveFor, startSession } from "#components/sessions/session.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { api } from "#lib/api-client.ts";
import { paths } from "#lib/paths.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/accounts/schema.ts")).resetPasswordBody,
);

interface TakeOverFormProps {
  token: string;
  email: string;
  onBack: () => void;
}

/** Verifies the email with a new password, and signs in with it. */
export function TakeOverForm({ token, email, onBack }: TakeOverFormProps) {
  const form = useForm({
    resolver,
    defaultValues: { token, newPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        await api.verifyEmail(body);
      } catch (failure) {
        return showFailure(form.setError, ["newPassword"], failure);
      }
      const failure = await startSession({ email, password: body.newPassword });
      return leaveFor(failure === null ? paths.applications : paths.signIn);
    }),
  );

  return (
    // Before hydration a submit must not put the password into the URL.
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <TakeoverNotice />
      {/* For password managers. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <FormFailure message={errors.root?.message ?? errors.token?.message} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        autoFocus
        hint="At least 12 characters. A few unrelated words work well."
        error={errors.newPassword?.message}
        {...form.register("newPassword")}
      />
      <Button type="submit" pending={isSubmitting} className="mt-2 w-full">
        Take over account
      </Button>
      <Button variant="ghost" onClick={onBack} className="w-full">
        Back
      </Button>
    </form>
  );
}
