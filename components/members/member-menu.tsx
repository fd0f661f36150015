"use client";

import { Ellipsis, UserCog, UserMinus } from "lucide-react";
import { useRef, useState } from "react";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { ChangeRoleDialog } from "#components/members/change-role-dialog.tsx";
import { useRemoveMember } from "#components/members/queries.ts";
import { messageOf } from "#components/submit-failure.ts";
import { buttonStyles } from "#components/ui/button-styles.ts";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuPanel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/schema.ts";

interface MemberMenuProps {
  member: Member;
  roles: readonly Role[];
  onSaid: (sentence: string) => void;
}

/** What may be done with one person. */
export function MemberMenu({ member, roles, onSaid }: MemberMenuProps) {
  const [dialog, setDialog] = useState<"role" | "remove" | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const remove = useRemoveMember();
  const closing = {
    onClose: () => setDialog(null),
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      trigger.current?.focus();
    },
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          ref={trigger}
          aria-label={`Actions for ${member.email}`}
          className={buttonStyles({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis aria-hidden />
        </DropdownMenuTrigger>
        <DropdownMenuPanel align="end">
          <DropdownMenuItem onSelect={() => setDialog("role")}>
            <UserCog aria-hidden />
            Change role
          </DropdownMenuItem>
          <DropdownMenuItem
            onSelect={() => setDialog("remove")}
            className="text-danger-text [&_svg]:text-danger-text"
          >
            <UserMinus aria-hidden />
            Remove from company
          </DropdownMenuItem>
        </DropdownMenuPanel>
      </DropdownMenu>
      {dialog === "role" && (
        <ChangeRoleDialog {...closing} member={member} roles={roles} onSaid={onSaid} />
      )}
      {dialog === "remove" && (
        <ConfirmDialog
          {...closing}
          title="Remove this person?"
          description={
            <>
              <bdi className="wrap-anywhere font-medium text-text">{member.email}</bdi> is signed
              out everywhere at once, and their tokens stop working. API keys that they made stay,
              and the audit log still names them.
            </>
          }
          confirm="Remove"
          cancel="Keep them"
          isDangerous
          onConfirm={async () => {
            await remove.mutateAsync(member.userId);
            onSaid(`${member.email} was removed`);
          }}
          explain={messageOf}
        />
      )}
    </>
  );
}
