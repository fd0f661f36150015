"use client";

import { useState } from "react";
import { ListFailure } from "#components/list-failure.tsx";
import { MemberRow } from "#components/members/member-row.tsx";
import { useMembers } from "#components/members/queries.ts";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Table, TableBody, TableHead, TableHeading } from "#components/ui/table.tsx";
import type { Member } from "#lib/members/schema.ts";
import { getAssignableRoles, type Role } from "#lib/merchants/permissions.ts";
import type { Page } from "#lib/schema.ts";

interface MemberListProps {
  firstPage: Page<Member>;
  renderedAt: number;
  self: { userId: string; role: Role };
}

export function MemberList({ firstPage, renderedAt, self }: MemberListProps) {
  const list = useMembers(firstPage, renderedAt);
  const [said, setSaid] = useState("");
  const members = list.data.pages.flatMap((page) => page.data);
  const roles = getAssignableRoles(self.role);
  const mayTouch = ({ userId, role }: Member) => userId !== self.userId && roles.includes(role);
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="mb-3 font-semibold text-base tracking-tight">
        Members
      </h2>
      <Table aria-labelledby="members">
        <TableHead>
          <TableHeading>Person</TableHeading>
          <TableHeading className="w-32">Role</TableHeading>
          <TableHeading className="w-36">Second factor</TableHeading>
          <TableHeading className="w-40">Last signed in</TableHeading>
          <TableHeading className="w-16">
            <span className="sr-only">Actions</span>
          </TableHeading>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              isSelf={member.userId === self.userId}
              roles={mayTouch(member) ? roles : []}
              onSaid={setSaid}
            />
          ))}
        </TableBody>
      </Table>
      {!roles.includes("owner") && (
        <p className="mt-3 text-muted text-sm leading-6">
          Only owners can add, change, or remove owners.
        </p>
      )}
      <ListFailure query={list} />
      <LoadMore
        shown={members.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onLoad={async () => (await list.fetchNextPage()).hasNextPage}
      />
      <LiveRegion>{said}</LiveRegion>
    </section>
  );
}
