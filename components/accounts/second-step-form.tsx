"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { PasskeySignIn } from "#components/accounts/passkey-sign-in.tsx";
import { CodeField } from "#components/accounts/second-factor/code-field.tsx";
import { startSession } from "#components/accounts/session.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import { confirmTotpBody } from "#lib/second-factor/schema.ts";

interface SecondStepFormProps {
  /** Which the server has found to be right. */
  credentials: Credentials;
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}

export function SecondStepForm({ credentials, onSignedIn, onBack }: SecondStepFormProps) {
  const [isRecovery, setRecovery] = useState(false);
  const form = useForm({ resolver: zodResolver(confirmTotpBody), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the field is another one then
  useEffect(() => setFocus("code"), [setFocus, isRecovery]);

  const submit = useSingleFlight(
    form.handleSubmit(async ({ code }) => {
      const failure = await startSession({ ...credentials, otp: code });
      if (failure === null) return onSignedIn();
      form.setError("root", { message: failure });
      form.setFocus("code", { shouldSelect: true });
    }),
  );

  function toggle() {
    form.reset();
    setRecovery(!isRecovery);
  }

  return (
    <>
      <p className="mb-4 text-pretty text-muted text-sm leading-6">
        The password is right. Your account has a second factor: show it too.
      </p>
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
        {errors.root && (
          <Notice tone="danger" role="alert" className="mb-1">
            {errors.root.message}
          </Notice>
        )}
        <CodeField
          key={String(isRecovery)}
          isRecovery={isRecovery}
          error={errors.code?.message}
          {...form.register("code")}
        />
        <Button type="submit" pending={isSubmitting} className="mt-2 mb-3 w-full">
          Continue
        </Button>
      </form>
      <PasskeySignIn label="Use a passkey" onSignedIn={onSignedIn} />
      <div className="mt-4 flex flex-wrap justify-between gap-x-5 gap-y-1">
        <LinkButton onClick={toggle}>
          {isRecovery ? "Use the authenticator app" : "Use a recovery code"}
        </LinkButton>
        <LinkButton onClick={onBack}>Back</LinkButton>
      </div>
    </>
  );
}
