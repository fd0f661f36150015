"use client";

import { useState } from "react";
import { InvitationRow } from "#components/invitations/invitation-row.tsx";
import { useInvitations } from "#components/invitations/queries.ts";
import { ListFailure } from "#components/list-failure.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Table, TableBody, TableHead, TableHeading } from "#components/ui/table.tsx";
import type { Invitation } from "#lib/invitations/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import type { Page } from "#lib/schema.ts";

interface InvitationListProps {
  firstPage: Page<Invitation>;
  renderedAt: number;
  /** Roles that the reader may assign. */
  roles: readonly Role[];
}

export function InvitationList({ firstPage, renderedAt, roles }: InvitationListProps) {
  const list = useInvitations(firstPage, renderedAt);
  const [said, setSaid] = useState({ text: "", isFailure: false });
  const invitations = list.data.pages.flatMap((page) => page.data);
  return (
    <section aria-labelledby="invitations" className="mt-10">
      <h2 id="invitations" className="mb-3 font-semibold text-base tracking-tight">
        Open invitations
      </h2>
      {invitations.length === 0 ? (
        <p className="text-muted text-sm leading-6">No open invitations.</p>
      ) : (
        <Table aria-labelledby="invitations">
          <TableHead>
            <TableHeading>Address</TableHeading>
            <TableHeading className="w-32">Role</TableHeading>
            <TableHeading className="w-40">Link</TableHeading>
            <TableHeading className="w-56">
              <span className="sr-only">Actions</span>
            </TableHeading>
          </TableHead>
          <TableBody>
            {invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                mayTouch={roles.includes(invitation.role)}
                onSaid={(text) => setSaid({ text, isFailure: false })}
                onFailed={(text) => setSaid({ text, isFailure: true })}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {/* Present before it has text, or a screen reader would not announce it. */}
      <div role="status">
        {said.text && (
          <Notice tone={said.isFailure ? "danger" : "success"} className="mt-4">
            {said.text}
          </Notice>
        )}
      </div>
      <ListFailure query={list} />
      <LoadMore
        shown={invitations.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onLoad={async () => (await list.fetchNextPage()).hasNextPage}
      />
    </section>
  );
}
