import { ShieldCheck, ShieldOff } from "lucide-react";
import { MemberMenu } from "#components/members/member-menu.tsx";
import { roleWords } from "#components/members/role-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";

interface MemberRowProps {
  member: Member;
  isSelf: boolean;
  /** Roles that the reader may give this person; empty if they may not change it. */
  roles: readonly Role[];
  onSaid: (sentence: string) => void;
}

export function MemberRow({ member, isSelf, roles, onSaid }: MemberRowProps) {
  const { email, role, joinedAt, lastOpenedAt, hasSecondFactor } = member;
  const FactorIcon = hasSecondFactor ? ShieldCheck : ShieldOff;
  return (
    <TableRow>
      <TableCell>
        <div className="flex min-w-0 flex-col gap-0.5">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <bdi className="wrap-anywhere font-medium">{email}</bdi>
            {isSelf && <Badge>You</Badge>}
          </span>
          <span className="text-muted text-xs leading-5">
            Joined <Moment at={joinedAt} />
          </span>
        </div>
      </TableCell>
      <TableCell label="Role">{roleWords[role].label}</TableCell>
      <TableCell label="Second factor">
        <span className="flex items-center gap-1.5">
          <FactorIcon
            aria-hidden
            className={hasSecondFactor ? "size-4 text-success-text" : "size-4 text-muted"}
          />
          {hasSecondFactor ? "On" : "None"}
        </span>
      </TableCell>
      <TableCell label="Last signed in" className="text-muted">
        {lastOpenedAt ? <Moment at={lastOpenedAt} relative /> : "Never"}
      </TableCell>
      <TableCell className="max-md:col-start-2 max-md:row-start-1 max-md:self-start md:text-right">
        {roles.length > 0 && <MemberMenu member={member} roles={roles} onSaid={onSaid} />}
      </TableCell>
    </TableRow>
  );
}
