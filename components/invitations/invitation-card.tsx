"use client";

import { useEffect, useState } from "react";
import { useAddressFragment } from "#components/hooks/address-fragment.ts";
import { OpenedInvitationView } from "#components/invitations/opened-invitation.tsx";
import { Link } from "#components/navigation/link.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError, api } from "#lib/api-client.ts";
import type { OpenedInvitation } from "#lib/invitations/schema.ts";
import { paths } from "#lib/paths.ts";

/** Shows the invitation of the link in the URL, and how to accept it. */
export function InvitationCard({ signedInAs }: { signedInAs: string | null }) {
  const token = useAddressFragment();
  const [tries, setTries] = useState(0);
  if (token === "") {
    return (
      <Message title="This link is incomplete">
        <span className="mb-4 block">
          Open the link in your invitation again, or copy the whole link into the address bar.
        </span>
        <WayOut signedInAs={signedInAs} />
      </Message>
    );
  }
  if (!token) return <Opening />;
  return (
    <InvitationByToken
      key={`${token} ${tries}`}
      token={token}
      signedInAs={signedInAs}
      onRetry={() => setTries(tries + 1)}
    />
  );
}

interface InvitationByTokenProps {
  token: string;
  signedInAs: string | null;
  onRetry: () => void;
}

/** Looks up the invitation of the token once. */
function InvitationByToken({ token, signedInAs, onRetry }: InvitationByTokenProps) {
  const [invitation, setInvitation] = useState<OpenedInvitation>();
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    const leaving = new AbortController();
    const unlessLeft = (say: () => void) => !leaving.signal.aborted && say();
    api.lookUpInvitation({ token }, leaving).then(
      (found) => unlessLeft(() => setInvitation(found)),
      (error) => unlessLeft(() => setFailure(error)),
    );
    return () => leaving.abort();
  }, [token]);

  if (failure) {
    const isOver = failure instanceof ApiError && failure.status === 404;
    return isOver ? (
      <Message title="This invitation is no longer valid">
        <span className="mb-4 block">
          It was already used, withdrawn, replaced, or has expired. Ask the person who invited you
          for a new one.
        </span>
        <WayOut signedInAs={signedInAs} />
      </Message>
    ) : (
      <Message title="Couldn't open the invitation">
        <span className="mb-4 block">{describeFailure(failure)}</span>
        <Button onClick={onRetry}>Try again</Button>
      </Message>
    );
  }
  if (!invitation) return <Opening />;
  return <OpenedInvitationView token={token} invitation={invitation} signedInAs={signedInAs} />;
}

function Message({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div role="alert">
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <div className="mt-2 text-muted text-sm leading-6">{children}</div>
    </div>
  );
}

function WayOut({ signedInAs }: { signedInAs: string | null }) {
  return signedInAs === null ? (
    <Link href={paths.signIn} className={buttonStyles({ variant: "secondary" })}>
      Sign in
    </Link>
  ) : (
    <Link href={paths.applications} className={buttonStyles({ variant: "secondary" })}>
      Go to your applications
    </Link>
  );
}

function Opening() {
  return (
    <div aria-busy>
      <h1 className="font-semibold text-xl tracking-tight">Your invitation</h1>
      <Skeleton className="mt-4 w-full" />
      <Skeleton className="mt-3 w-2/3" />
    </div>
  );
}
