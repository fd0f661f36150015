"use client";

import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { leaveFor, startSession } from "#components/sessions/session.ts";
import { isConflict, showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { paths } from "#lib/paths.ts";

const resolver = lazyResolver(async () => (await import("#lib/merchants/schema.ts")).signUpBody);

export function SignUpForm() {
  const form = useForm({
    resolver,
    defaultValues: { merchantName: "", email: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        const { api } = await import("#lib/api-client.ts");
        await api.signUp(body);
      } catch (failure) {
        if (isConflict(failure)) {
          form.setError("email", { message: failure.message }, { shouldFocus: true });
        } else {
          showFailure(form.setError, ["merchantName", "email", "password"], failure);
        }
        return;
      }
      const failure = await startSession(body);
      return leaveFor(failure === null ? paths.applications : paths.signIn);
    }),
  );

  return (
    // Before hydration a submit must not put the password into the URL.
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Company name"
        autoComplete="organization"
        error={errors.merchantName?.message}
        {...form.register("merchantName")}
      />
      <TextField
        label="Email address"
        type="email"
        autoComplete="username"
        error={errors.email?.message}
        {...form.register("email")}
      />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint="At least 12 characters. A few unrelated words work well."
        error={errors.password?.message}
        {...form.register("password")}
      />
      <Button type="submit" pending={isSubmitting} className="mt-2 w-full">
        Create account
      </Button>
    </form>
  );
}
