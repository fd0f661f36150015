"use client";

import { useState } from "react";
import { keepFragment } from "#components/hooks/address-fragment.ts";
import { NewPersonForm } from "#components/invitations/new-person-form.tsx";
import { roleWords, withArticle } from "#components/members/role-words.ts";
import { signInPath } from "#components/sessions/return-path.ts";
import { endSession, leaveFor } from "#components/sessions/session.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { api } from "#lib/api-client.ts";
import type { OpenedInvitation } from "#lib/invitations/schema.ts";
import { paths } from "#lib/paths.ts";

interface OpenedInvitationProps {
  token: string;
  invitation: OpenedInvitation;
  signedInAs: string | null;
}

export function OpenedInvitationView(props: OpenedInvitationProps) {
  const { merchantName, email, role, invitedByEmail } = props.invitation;
  return (
    <>
      <h1 className="wrap-anywhere font-semibold text-xl tracking-tight">
        Join <bdi>{merchantName}</bdi>
      </h1>
      <p className="wrap-anywhere mt-2 text-sm leading-6">
        <bdi className="font-medium">{invitedByEmail}</bdi> invites{" "}
        <bdi className="font-medium">{email}</bdi> to join as {withArticle(role)}.
      </p>
      <p className="mt-1 mb-6 text-muted text-sm leading-6">{roleWords[role].description}</p>
      <WayIn {...props} />
    </>
  );
}

function WayIn({ token, invitation, signedInAs }: OpenedInvitationProps) {
  const { email, hasAccount } = invitation;
  if (signedInAs !== null && signedInAs !== email) {
    return <SomebodyElse token={token} email={email} signedInAs={signedInAs} />;
  }
  if (!hasAccount) return <NewPersonForm token={token} email={email} />;
  return signedInAs === null ? <SignInFirst token={token} /> : <JoinButton token={token} />;
}

function SomebodyElse({
  token,
  email,
  signedInAs,
}: Record<"token" | "email" | "signedInAs", string>) {
  const [isBusy, setBusy] = useState(false);
  return (
    <>
      <Notice tone="warning">
        <span className="wrap-anywhere">
          You are signed in as <bdi>{signedInAs}</bdi>, and this invitation is for{" "}
          <bdi>{email}</bdi>.
        </span>
      </Notice>
      <Button
        pending={isBusy}
        className="mt-4 w-full"
        onClick={() => {
          setBusy(true);
          keepFragment(paths.invitation, token);
          void endSession(paths.invitation);
        }}
      >
        Sign out and continue
      </Button>
    </>
  );
}

function SignInFirst({ token }: { token: string }) {
  return (
    <>
      <p className="mb-4 text-muted text-sm leading-6">
        This address already has an account. Sign in to join.
      </p>
      <Button
        className="w-full"
        onClick={() => {
          keepFragment(paths.invitation, token);
          void leaveFor(signInPath(paths.invitation));
        }}
      >
        Sign in to join
      </Button>
    </>
  );
}

function JoinButton({ token }: { token: string }) {
  const [isBusy, setBusy] = useState(false);
  const [hasJoined, setJoined] = useState(false);
  const [failure, setFailure] = useState("");

  async function join() {
    setBusy(true);
    setFailure("");
    try {
      const { merchantId } = await api.acceptInvitation({ token });
      setJoined(true);
      await api.switchMerchant({ merchantId });
      await leaveFor(paths.applications);
    } catch (error) {
      setFailure(describeFailure(error));
      setBusy(false);
    }
  }

  return (
    <>
      {failure && (
        <Notice tone="danger" role="alert" className="mb-4">
          {hasJoined && "You've joined, but we couldn't open the company. "}
          {failure}
        </Notice>
      )}
      {hasJoined && failure ? (
        <Button className="w-full" onClick={() => endSession()}>
          Sign in to open it
        </Button>
      ) : (
        <Button className="w-full" pending={isBusy} onClick={join}>
          Join
        </Button>
      )}
    </>
  );
}
