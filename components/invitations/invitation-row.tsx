"use client";

import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { useResendInvitation, useWithdrawInvitation } from "#components/invitations/queries.ts";
import { roleWords } from "#components/members/role-words.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { Invitation } from "#lib/invitations/schema.ts";

interface InvitationRowProps {
  invitation: Invitation;
  /** Whether the reader may resend or withdraw it. */
  mayTouch: boolean;
  onSaid: (sentence: string) => void;
  onFailed: (sentence: string) => void;
}

export function InvitationRow({ invitation, mayTouch, onSaid, onFailed }: InvitationRowProps) {
  const { email, role, invitedByEmail, sentAt, expiresAt, isExpired } = invitation;
  return (
    <TableRow>
      <TableCell className="max-md:col-span-2">
        <div className="flex min-w-0 flex-col gap-0.5">
          <bdi className="wrap-anywhere font-medium">{email}</bdi>
          <span className="wrap-anywhere text-muted text-xs leading-5">
            Sent <Moment at={sentAt} relative /> by <bdi>{invitedByEmail}</bdi>
          </span>
        </div>
      </TableCell>
      <TableCell label="Role">{roleWords[role].label}</TableCell>
      <TableCell label="Link">
        {isExpired ? (
          <Badge tone="warning">Expired</Badge>
        ) : (
          <span className="text-muted">
            Expires <Moment at={expiresAt} relative />
          </span>
        )}
      </TableCell>
      <TableCell className="max-md:col-span-2 md:text-right">
        {mayTouch && (
          <InvitationActions invitation={invitation} onSaid={onSaid} onFailed={onFailed} />
        )}
      </TableCell>
    </TableRow>
  );
}

function InvitationActions({
  invitation: { id, email },
  onSaid,
  onFailed,
}: Omit<InvitationRowProps, "mayTouch">) {
  const resend = useResendInvitation();
  const withdraw = useWithdrawInvitation();

  async function send() {
    try {
      await resend.mutateAsync(id);
      onSaid(`Invitation resent to ${email}. The old link no longer works.`);
    } catch (failure) {
      onFailed(describeFailure(failure));
    }
  }

  return (
    <div className="inline-flex flex-wrap gap-2 md:justify-end">
      <Button
        variant="secondary"
        size="small"
        aria-label={`Resend the invitation to ${email}`}
        pending={resend.isPending}
        onClick={send}
      >
        Resend
      </Button>
      <DialogButton
        variant="secondary"
        size="small"
        aria-label={`Withdraw the invitation to ${email}`}
        dialog={LazyConfirmDialog}
        dialogProps={{
          title: "Withdraw this invitation?",
          description: (
            <>
              The link sent to <bdi className="wrap-anywhere font-medium text-text">{email}</bdi>{" "}
              stops working.
            </>
          ),
          confirm: "Withdraw",
          cancel: "Keep it",
          onConfirm: async () => {
            await withdraw.mutateAsync(id);
            onSaid(`Invitation to ${email} withdrawn`);
          },
        }}
      >
        Withdraw
      </DialogButton>
    </div>
  );
}
