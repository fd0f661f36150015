"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { useLinkIdentity } from "#components/identities/queries.ts";
import { Link } from "#components/navigation/link.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Notice } from "#components/ui/notice.tsx";
import { paths } from "#lib/paths.ts";

interface LinkIdentityProps {
  providerName: string;
  /** The email there, if the provider reports one. */
  providerEmail: string | null;
  email: string;
}

/** Asks before linking an account at an identity provider to the person's account. */
export function LinkIdentity({ providerName, providerEmail, email }: LinkIdentityProps) {
  const router = useRouter();
  const link = useLinkIdentity();
  const [isLeaving, startLeaving] = useTransition();

  const submit = useSingleFlight(async () => {
    try {
      await link.mutateAsync();
      startLeaving(() => router.replace(paths.account));
    } catch {
      // The mutation shows its error below.
    }
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <h1 className="text-balance font-semibold text-xl tracking-tight">
        Link your {providerName} account?
      </h1>
      <p className="mt-2 text-pretty text-muted text-sm leading-6">
        Anyone who signs in with {providerName}
        {providerEmail && (
          <>
            {" "}
            as <bdi className="wrap-anywhere font-medium text-text">{providerEmail}</bdi>
          </>
        )}{" "}
        will be signed in here as <bdi className="wrap-anywhere font-medium text-text">{email}</bdi>
        . You can disconnect it at any time.
      </p>
      {link.error && (
        <Notice tone="danger" role="alert" className="mt-4">
          {describeFailure(link.error)}
        </Notice>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button type="submit" pending={link.isPending || link.isSuccess || isLeaving}>
          Link account
        </Button>
        <Link href={paths.applications} className={buttonStyles({ variant: "secondary" })}>
          Not now
        </Link>
      </div>
    </form>
  );
}
