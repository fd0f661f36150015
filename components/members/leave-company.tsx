"use client";

import { LogOut } from "lucide-react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { useLeave } from "#components/members/queries.ts";
import { leaveFor } from "#components/sessions/session.ts";
import { paths } from "#lib/paths.ts";

interface LeaveCompanyProps {
  merchantName: string;
  userId: string;
}

export function LeaveCompany({ merchantName, userId }: LeaveCompanyProps) {
  const leave = useLeave(userId);
  return (
    <section aria-labelledby="leave" className="mt-12 border-border border-t pt-8">
      <h2 id="leave" className="font-semibold text-base tracking-tight">
        Leave this company
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-muted text-sm leading-6">
        You lose access to <bdi className="wrap-anywhere">{merchantName}</bdi> immediately. API keys
        that you created stay.
      </p>
      <DialogButton
        variant="secondary"
        dialog={LazyConfirmDialog}
        dialogProps={{
          title: "Leave this company?",
          description: (
            <>
              You are signed out of <bdi className="wrap-anywhere">{merchantName}</bdi> everywhere.
              To come back, you need a new invitation.
            </>
          ),
          confirm: "Leave",
          cancel: "Stay",
          onConfirm: async () => {
            await leave.mutateAsync();
            await leaveFor(paths.signIn);
          },
        }}
      >
        <LogOut aria-hidden />
        Leave company
      </DialogButton>
    </section>
  );
}
