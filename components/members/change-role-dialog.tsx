"use client";

import { useState } from "react";
import { useUpdateMember } from "#components/members/queries.ts";
import { RolePicker } from "#components/members/role-picker.tsx";
import { roleWords } from "#components/members/role-words.ts";
import { messageOf } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogPanel } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/schema.ts";

interface ChangeRoleDialogProps {
  member: Member;
  roles: readonly Role[];
  onSaid: (sentence: string) => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function ChangeRoleDialog({
  member,
  roles,
  onSaid,
  onClose,
  onCloseAutoFocus,
}: ChangeRoleDialogProps) {
  const update = useUpdateMember(member.userId);
  const [role, setRole] = useState<Role>(member.role);

  const submit = useSingleFlight(async () => {
    try {
      await update.mutateAsync({ role });
      onSaid(`${member.email} is now ${roleWords[role].label.toLowerCase()}`);
      onClose();
    } catch {
      // What went wrong is said in the dialog, from the mutation.
    }
  });

  return (
    <Dialog open onOpenChange={() => !update.isPending && onClose()}>
      <DialogPanel
        title="Change role"
        description={
          <>
            Of <bdi className="wrap-anywhere font-medium text-text">{member.email}</bdi>, from their
            next click on.
          </>
        }
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <form method="post" noValidate onSubmit={submit}>
          {update.error && (
            <Notice tone="danger" role="alert" className="mb-3">
              {messageOf(update.error)}
            </Notice>
          )}
          <RolePicker roles={roles} value={role} onValueChange={setRole} />
          <DialogActions>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={update.isPending}>
              Change role
            </Button>
          </DialogActions>
        </form>
      </DialogPanel>
    </Dialog>
  );
}
