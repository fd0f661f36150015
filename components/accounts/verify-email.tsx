"use client";

import { type ReactNode, useState } from "react";
import { useMailedLink } from "#components/accounts/mailed-link.ts";
import { TakeOverForm } from "#components/accounts/take-over-form.tsx";
import { keepFragment, useAddressFragment } from "#components/hooks/address-fragment.ts";
import { Link } from "#components/navigation/link.tsx";
import { signInPath } from "#components/sessions/return-path.ts";
import { endSession, leaveFor } from "#components/sessions/session.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import type { MailedLink } from "#lib/accounts/schema.ts";
import { ApiError, api } from "#lib/api-client.ts";
import { paths } from "#lib/paths.ts";

const noLink =
  "This page opens from a link in an email. Open that link again, or copy the whole link.";

/** Verifies the email after a click, because mail scanners also open links. */
export function VerifyEmail({ signedInAs }: { signedInAs: string | null }) {
  const token = useAddressFragment();
  if (token === "") {
    return (
      <Frame>
        <Problem text={noLink} />
      </Frame>
    );
  }
  return token ? <OpenedLink token={token} signedInAs={signedInAs} /> : <Opening />;
}

function OpenedLink({ token, signedInAs }: { token: string; signedInAs: string | null }) {
  const { link, problem } = useMailedLink(token);
  const [isDone, setDone] = useState(false);
  if (isDone) return <Done />;
  if (problem) {
    return (
      <Frame>
        <Problem text={problem} />
        <p className="mb-5 text-muted text-sm leading-6">
          If your address isn't confirmed yet, sign in to get a new link.
        </p>
        <Link href={paths.signIn} className={buttonStyles({ className: "w-full" })}>
          Sign in
        </Link>
      </Frame>
    );
  }
  if (!link) return <Opening />;
  return (
    <Frame>
      <About link={link} />
      {link.isOwn ? (
        <ConfirmButton token={token} onDone={() => setDone(true)} />
      ) : signedInAs === null ? (
        <WaysIn token={token} link={link} />
      ) : (
        <SomebodyElse token={token} signedInAs={signedInAs} />
      )}
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <Card>
      <h1 className="mb-2 font-semibold text-xl tracking-tight">Confirm your email address</h1>
      {children}
    </Card>
  );
}

function Opening() {
  return (
    <Card>
      <div aria-busy>
        <h1 className="font-semibold text-xl tracking-tight">Confirm your email address</h1>
        <Skeleton className="mt-4 w-full" />
        <Skeleton className="mt-3 w-2/3" />
      </div>
    </Card>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <Notice tone="danger" role="alert" className="mt-2 mb-4">
      {text}
    </Notice>
  );
}

function About({ link: { email, merchantNames } }: { link: MailedLink }) {
  const names = merchantNames.map((name) => `“${name}”`).join(", ");
  return (
    <p className="wrap-anywhere mb-6 text-sm leading-6">
      <bdi className="font-medium">{email}</bdi> is the address of an account
      {names && " of "}
      <bdi className="font-medium">{withFullStop(names)}</bdi>
    </p>
  );
}

function ConfirmButton({ token, onDone }: { token: string; onDone: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    setFailure(null);
    try {
      await api.verifyEmail({ token });
      onDone();
    } catch (error) {
      const detail = error instanceof ApiError ? error.details[0]?.message : undefined;
      setFailure(detail ?? describeFailure(error));
      setBusy(false);
    }
  }

  return (
    <>
      {failure && <Problem text={failure} />}
      <Button onClick={confirm} pending={isBusy} className="w-full">
        Confirm address
      </Button>
    </>
  );
}

/** Two options for a signed-out visitor: they created the account, or someone else did. */
function WaysIn({ token, link }: { token: string; link: MailedLink }) {
  const [isTakingOver, setTakingOver] = useState(false);
  if (isTakingOver) {
    return <TakeOverForm token={token} email={link.email} onBack={() => setTakingOver(false)} />;
  }
  return (
    <div className="flex flex-col gap-6">
      <section>
        <h2 className="font-medium text-sm">You created this account</h2>
        <p className="mt-1 mb-3 text-muted text-sm leading-6">
          Sign in with your password, then confirm. Nothing in the account changes.
        </p>
        <Button
          className="w-full"
          onClick={() => {
            keepFragment(paths.verifyEmail, token);
            void leaveFor(signInPath(paths.verifyEmail));
          }}
        >
          Sign in to confirm
        </Button>
      </section>
      <section className="border-border border-t pt-5">
        <h2 className="font-medium text-sm">Someone else created it, or you lost the password</h2>
        <p className="mt-1 mb-3 text-muted text-sm leading-6">
          Take over the account with a new password. Everything set up in it before is removed.
        </p>
        <Button variant="secondary" className="w-full" onClick={() => setTakingOver(true)}>
          Take over the account
        </Button>
      </section>
    </div>
  );
}

function SomebodyElse({ token, signedInAs }: { token: string; signedInAs: string }) {
  const [isBusy, setBusy] = useState(false);
  return (
    <>
      <Notice tone="warning">
        <span className="wrap-anywhere">
          You're signed in as <bdi>{signedInAs}</bdi>. Sign out to confirm this address.
        </span>
      </Notice>
      <Button
        pending={isBusy}
        className="mt-4 w-full"
        onClick={() => {
          setBusy(true);
          keepFragment(paths.verifyEmail, token);
          void endSession(paths.verifyEmail);
        }}
      >
        Sign out and continue
      </Button>
    </>
  );
}

function Done() {
  return (
    <Card>
      <h1 className="font-semibold text-xl tracking-tight">Email address confirmed</h1>
      <p role="status" className="mt-1.5 mb-5 text-muted text-sm leading-6">
        You can now invite people to your company.
      </p>
      <Link href={paths.applications} className={buttonStyles({ className: "w-full" })}>
        Go to your applications
      </Link>
    </Card>
  );
}
