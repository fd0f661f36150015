"use client";

import { useForm } from "react-hook-form";
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
  async () => (await import("#lib/invitations/schema.ts")).newPasswordForm,
);

interface NewPersonFormProps {
  token: string;
  email: string;
}

/** Creates the account of the invited person, signs in, and opens the company. */
export function NewPersonForm({ token, email }: NewPersonFormProps) {
  const form = useForm({ resolver, defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async ({ password }) => {
      try {
        await api.acceptInvitation({ token, password });
      } catch (failure) {
        return showFailure(form.setError, ["password"], failure);
      }
      const failure = await startSession({ email, password });
      return leaveFor(failure === null ? paths.applications : paths.signIn);
    }),
  );

  return (
    // Before hydration a submit must not put the password into the URL.
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      {/* For password managers. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <FormFailure message={errors.root?.message} />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint="At least 12 characters. A few unrelated words work well."
        error={errors.password?.message}
        {...form.register("password")}
      />
      <Button type="submit" pending={isSubmitting} className="mt-2 w-full">
        Create account and join
      </Button>
    </form>
  );
}
