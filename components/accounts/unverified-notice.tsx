"use client";

import { useMutation } from "@tanstack/react-query";
import { describeFailure } from "#components/submit-failure.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { api } from "#lib/api-client.ts";

/** Shown on every page until the person has verified their email. */
export function UnverifiedNotice({ email }: { email: string }) {
  const send = useMutation({ mutationFn: () => api.requestEmailVerification() });
  return (
    <Notice tone="info" className="mb-6">
      Confirm that <bdi className="wrap-anywhere font-medium text-text">{email}</bdi> is your email
      address: open the link that we sent you. Until then, you can't invite anyone.{" "}
      {send.isSuccess ? (
        <span role="status">We sent you a new email.</span>
      ) : (
        <LinkButton onClick={() => send.mutate()} disabled={send.isPending}>
          Resend email
        </LinkButton>
      )}
      {send.isError && <span role="alert"> {describeFailure(send.error)}</span>}
    </Notice>
  );
}
