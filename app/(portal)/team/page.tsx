import type { Metadata } from "next";
import { InvitationList } from "#components/invitations/invitation-list.tsx";
import { InviteButton } from "#components/invitations/invite-button.tsx";
import { ColleagueList } from "#components/members/colleague-list.tsx";
import { LeaveCompany } from "#components/members/leave-company.tsx";
import { MemberList } from "#components/members/member-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { MerchantContext } from "#lib/context.ts";
import { listInvitations } from "#lib/invitations/list.ts";
import { listMembers } from "#lib/members/list.ts";
import { listColleagues } from "#lib/members/list-colleagues.ts";
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
        description="Members of your company and their roles."
        action={mayInvite && <InviteButton roles={roles} />}
      />
      {roles.length > 0 && !mayInvite && (
        <Notice tone="info" className="mb-8">
          To invite people, confirm your email address first: open the link that we sent to{" "}
          <bdi className="wrap-anywhere">{caller.email}</bdi>.
        </Notice>
      )}
      {roles.length > 0 ? <People ctx={ctx} /> : <Colleagues ctx={ctx} />}
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

async function Colleagues({ ctx }: { ctx: MerchantContext }) {
  const { colleagues, total } = await listColleagues(ctx);
  return (
    <>
      <Notice tone="info" className="mb-8">
        To invite someone or change a role, ask an admin or owner.
      </Notice>
      <ColleagueList colleagues={colleagues} total={total} userId={ctx.caller.userId} />
    </>
  );
}
