"use client";

import { LogOut } from "lucide-react";
import { useRef, useState } from "react";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { useLeave } from "#components/members/queries.ts";
import { leaveFor } from "#components/sessions/session.ts";
import { messageOf } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { paths } from "#lib/paths.ts";

interface LeaveCompanyProps {
  merchantName: string;
  userId: string;
}

export function LeaveCompany({ merchantName, userId }: LeaveCompanyProps) {
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const leave = useLeave(userId);
  return (
    <section aria-labelledby="leave" className="mt-12 border-border border-t pt-8">
      <h2 id="leave" className="font-semibold text-base tracking-tight">
        Leave this company
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-muted text-sm leading-6">
        You lose your access to <bdi className="wrap-anywhere">{merchantName}</bdi> at once. API
        keys that you made stay.
      </p>
      <Button ref={button} variant="secondary" onClick={() => setAsking(true)}>
        <LogOut aria-hidden />
        Leave company
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Leave this company?"
          description={
            <>
              You are signed out of <bdi className="wrap-anywhere">{merchantName}</bdi> everywhere,
              and come back only if somebody invites you again.
            </>
          }
          confirm="Leave"
          cancel="Stay"
          isDangerous
          onConfirm={async () => {
            await leave.mutateAsync();
            await leaveFor(paths.signIn);
          }}
          explain={messageOf}
          onClose={() => setAsking(false)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        />
      )}
    </section>
  );
}
