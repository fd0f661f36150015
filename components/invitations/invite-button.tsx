"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import type { Role } from "#lib/merchants/permissions.ts";

const InviteDialog = lazyDialog(
  () => import("#components/invitations/invite-dialog.tsx"),
  "InviteDialog",
);

export function InviteButton({ roles }: { roles: readonly Role[] }) {
  const [invited, setInvited] = useState("");
  return (
    <>
      <DialogButton
        draft="invite-person"
        dialog={InviteDialog}
        dialogProps={{ roles, onInvited: setInvited }}
      >
        <UserPlus aria-hidden />
        Invite a member
      </DialogButton>
      <LiveRegion>{invited && `Invitation sent to ${invited}`}</LiveRegion>
    </>
  );
}
