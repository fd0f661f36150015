"use client";

import { useRef, useState } from "react";
import {
  useEndOtherSessions,
  useEndSession,
  useSessions,
} from "#components/accounts/session-queries.ts";
import { SessionRow } from "#components/accounts/session-row.tsx";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Card } from "#components/ui/card.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { listedSessions } from "#lib/accounts/constants.ts";
import type { AccountSession } from "#lib/accounts/schema.ts";

interface SessionListProps {
  sessions: AccountSession[];
  renderedAt: number;
}

/** The reader's sign-ins, and buttons to end them. */
export function SessionList({ sessions: rendered, renderedAt }: SessionListProps) {
  const { data: sessions } = useSessions(rendered, renderedAt);
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const [ended, setEnded] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const hasOthers = sessions.some(({ isCurrent }) => !isCurrent);
  const isOfMany = new Set(sessions.map(({ merchantName }) => merchantName)).size > 1;

  async function endOne({ id }: AccountSession) {
    await end.mutateAsync(id).then(
      () => {
        setEnded("Session ended");
        heading.current?.focus();
      },
      // The mutation shows its error above the list.
      () => undefined,
    );
  }

  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h2 ref={heading} tabIndex={-1} className="font-semibold text-base tracking-tight">
            Sessions
          </h2>
          <p className="mt-1 text-muted text-sm leading-6">
            Where you're signed in. If you don't recognize a session, end it and change your
            password.
          </p>
        </div>
        {hasOthers && (
          <DialogButton
            variant="secondary"
            size="small"
            dialog={LazyConfirmDialog}
            dialogProps={{
              title: "End all other sessions?",
              description:
                "You stay signed in here and are signed out everywhere else. Access tokens obtained with your password stop working. API tokens keep working.",
              confirm: "End all others",
              cancel: "Keep them",
              onConfirm: async () => {
                await endOthers.mutateAsync();
                setEnded("All other sessions ended");
              },
            }}
          >
            End all others
          </DialogButton>
        )}
      </div>
      {end.error && (
        <Notice tone="danger" role="alert" className="mt-4">
          {describeFailure(end.error)}
        </Notice>
      )}
      <ul className="mt-4 flex flex-col divide-y divide-border">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isMerchantShown={isOfMany}
            isEnding={end.isPending && end.variables === session.id}
            onEnd={() => endOne(session)}
          />
        ))}
      </ul>
      {sessions.length === listedSessions && (
        <p className="mt-3 text-[0.8125rem] text-muted leading-5">
          The {listedSessions} most recent sessions. “End all others” also ends older ones.
        </p>
      )}
      <LiveRegion>{ended}</LiveRegion>
    </Card>
  );
}
