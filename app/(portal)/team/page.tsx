import type { Metadata } from "next";
import { InvitationList } from "#components/invitations/invitation-list.tsx";
import { InviteButton } from "#components/invitations/invite-button.tsx";
import { LeaveCompany } from "#components/members/leave-company.tsx";
import { MemberList } from "#components/members/member-list.tsx";
import { withArticle } from "#components/members/role-words.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { MerchantContext } from "#lib/context.ts";
import { listInvitations } from "#lib/invitations/list.ts";
import { listMembers } from "#lib/members/list.ts";
import { getAssignableRoles } from "#lib/merchants/permissions.ts";
import { paths } from "#lib/paths.ts";
import { requirePortal } from "#lib/portal/session.ts";
import { pageQuery } from "#lib/schema.ts";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const ctx = await requirePortal(paths.team);
  const { merchantName, caller } = ctx;
  const roles = getAssignableRoles(caller.role);
  const mayInvite = roles.length > 0 && ctx.caller.isEmailVerified;
  return (
    <>
      <PageHeader
        title="Team"
        description="Who belongs to your company, and what they may do."
        action={mayInvite && <InviteButton roles={roles} />}
      />
      {roles.length > 0 && !mayInvite && (
        <Notice tone="info" className="mb-8">
          To invite people, first confirm that <bdi className="wrap-anywhere">{caller.email}</bdi>{" "}
          is your address, by the link that was mailed to it. Whoever you invite reads who invites
          them.
        </Notice>
      )}
      {roles.length > 0 ? (
        <People ctx={ctx} />
      ) : (
        <Notice tone="info">
          Only admins and owners of {merchantName} can see the team and invite people, and you are{" "}
          {withArticle(caller.role)}. Ask one of them if somebody should join or you need another
          role.
        </Notice>
      )}
      <LeaveCompany merchantName={merchantName} userId={caller.userId} />
    </>
  );
}

async function People({ ctx }: { ctx: MerchantContext }) {
  const { userId, role } = ctx.caller;
  const [members, invitations] = await Promise.all([
    listMembers(ctx, pageQuery.parse({})),
    listInvitations(ctx, pageQuery.parse({})),
  ]);
  const renderedAt = Date.now();
  return (
    <>
      <MemberList firstPage={members} renderedAt={renderedAt} self={{ userId, role }} />
      <InvitationList
        firstPage={invitations}
        renderedAt={renderedAt}
        roles={getAssignableRoles(role)}
      />
    </>
  );
}
