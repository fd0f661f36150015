"use client";

import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { Link } from "#components/navigation/link.tsx";
import { type Factors, startSession } from "#components/sessions/session.ts";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Credentials } from "#lib/accounts/schema.ts";
import { paths } from "#lib/paths.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/accounts/schema.ts")).credentialsBody,
);

interface CredentialsFormProps {
  onSignedIn: () => Promise<void>;
  /** Called if the password is correct and the account has a second factor. */
  onFactorAsked: (credentials: Credentials, factors: Factors) => void;
}

export function CredentialsForm({ onSignedIn, onFactorAsked }: CredentialsFormProps) {
  const form = useForm({
    resolver,
    defaultValues: { email: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (credentials) => {
      const problem = await startSession(credentials);
      if (problem === null) return onSignedIn();
      if ("factors" in problem) return onFactorAsked(credentials, problem.factors);
      form.setError("root", problem);
      form.setFocus("password", { shouldSelect: true });
    }),
  );

  return (
    // Before hydration a submit must not put the password into the URL.
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Email address"
        type="email"
        autoComplete="username"
        error={errors.email?.message}
        {...form.register("email")}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register("password")}
      />
      <Link
        prefetch="page"
        href={paths.resetPassword}
        className="-mt-1 self-start rounded text-muted text-sm underline underline-offset-4 hover:text-text"
      >
        Forgot your password?
      </Link>
      <Button type="submit" pending={isSubmitting} className="mt-3 w-full">
        Sign in
      </Button>
    </form>
  );
}
