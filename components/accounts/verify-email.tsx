"use client";

import Link from "next/link";
import { useState } from "react";
import { messageOf } from "#components/submit-failure.ts";
import { useAddressFragment } from "#components/ui/address-fragment.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ApiError, api } from "#lib/api-client.ts";
import { paths } from "#lib/paths.ts";

const noLink = "This page is opened by the link in a mail, and the address has none.";

/** A press, because programs that look into mail open links too. */
export function VerifyEmail() {
  const token = useAddressFragment();
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    setFailure(null);
    try {
      await api.verifyEmail(token ?? "");
      setDone(true);
    } catch (error) {
      const detail = error instanceof ApiError ? error.details[0]?.message : undefined;
      setFailure(detail ?? messageOf(error));
    }
    setBusy(false);
  }

  const problem = failure ?? (token === "" ? noLink : null);
  return (
    <Card>
      <h1 className="font-semibold text-xl tracking-tight">
        {isDone ? "Your address is confirmed" : "Confirm your e-mail address"}
      </h1>
      <p role={isDone ? "status" : undefined} className="mt-1.5 mb-5 text-muted text-sm leading-6">
        {isDone
          ? "You can invite people to your company now."
          : "It shows that the mail about your account and keys reaches you."}
      </p>
      {problem && (
        <Notice tone="danger" role="alert" className="mb-4">
          {problem}
        </Notice>
      )}
      {isDone ? (
        <Link href={paths.applications} className={buttonStyles({ className: "w-full" })}>
          Go to your applications
        </Link>
      ) : (
        token !== "" && (
          <Button onClick={confirm} pending={isBusy || token === undefined} className="w-full">
            Confirm address
          </Button>
        )
      )}
    </Card>
  );
}
