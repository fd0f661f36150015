"use client";

import { Ellipsis, UserCog, UserMinus } from "lucide-react";
import { useState } from "react";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { lazyDialog, prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { useRemoveMember } from "#components/members/queries.ts";
import { buttonStyles } from "#components/ui/button-styles.ts";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuPanel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";

const ChangeRoleDialog = lazyDialog(
  () => import("#components/members/change-role-dialog.tsx"),
  "ChangeRoleDialog",
);

interface MemberMenuProps {
  member: Member;
  roles: readonly Role[];
  onSaid: (sentence: string) => void;
}

/** Menu of actions on a member. */
export function MemberMenu({ member, roles, onSaid }: MemberMenuProps) {
  const [dialog, setDialog] = useState<"role" | "remove" | null>(null);
  const remove = useRemoveMember();
  const onClose = () => setDialog(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Actions for ${member.email}`}
          className={buttonStyles({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis aria-hidden />
        </DropdownMenuTrigger>
        <DropdownMenuPanel align="end">
          <DropdownMenuItem
            {...prefetchOnApproach(ChangeRoleDialog)}
            onSelect={() => setDialog("role")}
          >
            <UserCog aria-hidden />
            Change role
          </DropdownMenuItem>
          <DropdownMenuItem
            {...prefetchOnApproach(LazyConfirmDialog)}
            onSelect={() => setDialog("remove")}
            className="text-danger-text [&_svg]:text-danger-text"
          >
            <UserMinus aria-hidden />
            Remove from company
          </DropdownMenuItem>
        </DropdownMenuPanel>
      </DropdownMenu>
      {dialog === "role" && (
        <ChangeRoleDialog member={member} roles={roles} onSaid={onSaid} onClose={onClose} />
      )}
      {dialog === "remove" && (
        <LazyConfirmDialog
          onClose={onClose}
          title="Remove this member?"
          description={
            <>
              <bdi className="wrap-anywhere font-medium text-text">{member.email}</bdi> is signed
              out everywhere immediately, and their tokens stop working. API keys that they created
              stay, and the audit log keeps their name.
            </>
          }
          confirm="Remove"
          cancel="Keep member"
          onConfirm={async () => {
            await remove.mutateAsync(member.userId);
            onSaid(`${member.email} was removed`);
          }}
        />
      )}
    </>
  );
}
