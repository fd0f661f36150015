"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMailedLink } from "#components/accounts/mailed-link.ts";
import { TakeoverNotice } from "#components/accounts/takeover-notice.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { Link } from "#components/navigation/link.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Card } from "#components/ui/card.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError, api } from "#lib/api-client.ts";
import { paths } from "#lib/paths.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/accounts/schema.ts")).resetPasswordBody,
);

/** Sets a new password with the token of an emailed link. */
export function SetPasswordForm({ token }: { token: string }) {
  const { link, problem, ...found } = useMailedLink(token);
  const [isDone, setDone] = useState(false);
  const [isOver, setOver] = useState(false);
  const form = useForm({
    resolver,
    defaultValues: { token, newPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      try {
        await api.resetPassword(body);
        setDone(true);
      } catch (failure) {
        const isTokenRefused =
          failure instanceof ApiError && failure.details.some(({ field }) => field === "token");
        if (isTokenRefused) setOver(true);
        else showFailure(form.setError, ["newPassword"], failure);
      }
    }),
  );

  if (isOver || found.isOver) {
    return (
      <Card>
        <h1 className="mb-3 font-semibold text-xl tracking-tight">This link is no longer valid</h1>
        <p role="alert" className="mb-6 text-muted text-sm leading-6">
          It was already used, was replaced by a newer link, or has expired.
        </p>
        {/* A full navigation, which drops the token. */}
        <a href={paths.resetPassword} className={buttonStyles({ className: "w-full" })}>
          Get a new link
        </a>
      </Card>
    );
  }
  if (isDone) {
    return (
      <Card>
        <h1 className="mb-3 font-semibold text-xl tracking-tight">Your password was changed</h1>
        <p role="status" className="mb-6 text-muted text-sm leading-6">
          {link?.isTakeover
            ? "Everything set up in the account before was removed. You can restore API keys for an hour."
            : "You've been signed out everywhere. Your API tokens still work. Review them after you sign in."}
        </p>
        <Link href={paths.signIn} className={buttonStyles({ className: "w-full" })}>
          Sign in
        </Link>
      </Card>
    );
  }
  if (!link && !problem) return <Opening />;
  return (
    <Card>
      <h1 className="font-semibold text-xl tracking-tight">Choose a new password</h1>
      <p className="wrap-anywhere mt-1.5 mb-5 text-muted text-sm leading-6">
        {link ? (
          <>
            For <bdi className="font-medium text-text">{link.email}</bdi>. It signs you out
            everywhere.
          </>
        ) : (
          "It signs you out everywhere."
        )}
      </p>
      {link?.isTakeover && <TakeoverNotice />}
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
        <FormFailure message={errors.root?.message} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint="At least 12 characters. A few unrelated words work well."
          error={errors.newPassword?.message}
          {...form.register("newPassword")}
        />
        <Button type="submit" pending={isSubmitting} className="mt-2 w-full">
          Set password
        </Button>
      </form>
    </Card>
  );
}

function Opening() {
  return (
    <Card>
      <div aria-busy>
        <h1 className="font-semibold text-xl tracking-tight">Choose a new password</h1>
        <Skeleton className="mt-4 w-full" />
        <Skeleton className="mt-3 w-2/3" />
      </div>
    </Card>
  );
}
