"use client";

import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { CodeField } from "#components/accounts/second-factor/code-field.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { startSession } from "#components/sessions/session.ts";
import { Button } from "#components/ui/button.tsx";
import type { Credentials } from "#lib/accounts/schema.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/second-factor/schema.ts")).confirmTotpBody,
);

interface CodeSignInProps {
  credentials: Credentials;
  isRecovery: boolean;
  onSignedIn: () => Promise<void>;
}

export function CodeSignIn({ credentials, isRecovery, onSignedIn }: CodeSignInProps) {
  const form = useForm({ resolver, defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;

  useEffect(() => setFocus("code"), [setFocus]);

  const submit = useSingleFlight(
    form.handleSubmit(async ({ code }) => {
      const problem = await startSession({ ...credentials, otp: code });
      if (problem === null) return onSignedIn();
      form.setError("root", problem);
      setFocus("code", { shouldSelect: true });
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <CodeField isRecovery={isRecovery} error={errors.code?.message} {...form.register("code")} />
      <Button type="submit" pending={isSubmitting} className="mt-2 mb-3 w-full">
        Continue
      </Button>
    </form>
  );
}
