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
      Confirm that <bdi className="wrap-anywhere font-medium text-text">{email}</bdi> is yours by
      the link in the mail that we sent there. Until then you cannot invite anybody.{" "}
      {send.isSuccess ? (
        <span role="status">A new mail is on its way.</span>
      ) : (
        <LinkButton onClick={() => send.mutate()} disabled={send.isPending}>
          Send it again
        </LinkButton>
      )}
      {send.isError && <span role="alert"> {describeFailure(send.error)}</span>}
    </Notice>
  );
}
