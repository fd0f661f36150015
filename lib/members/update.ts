import { memberships } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requireActiveMerchant, requirePermission } from "#lib/context.ts";
import { requireAnotherOwner, requireReach } from "#lib/members/reach.ts";
import { findMember } from "#lib/members/record.ts";
import type { Member, UpdateMemberBody } from "#lib/members/schema.ts";
import { roles } from "#lib/merchants/permissions.ts";
import { inTeam, isMembership } from "#lib/merchants/team.ts";

/**
 * Changes a person's role, effective from their next request. Throws `forbidden`, `not_found`, and
 * `conflict` if no owner would remain.
 */
export async function updateMember(
  ctx: MerchantContext,
  input: UpdateMemberBody & { userId: string },
): Promise<Member> {
  requirePermission(ctx, "members:write");
  const { userId, role } = input;
  return inTeam(ctx, async (tx) => {
    requirePermission(tx, "members:write");
    const member = await findMember(tx, userId);
    requireReach(tx, member.role, role);
    if (member.role === role) return member;
    if (roles.indexOf(role) > roles.indexOf(member.role)) requireActiveMerchant(tx);
    if (member.role === "owner") await requireAnotherOwner(tx, userId);
    await tx.db.update(memberships).set({ role }).where(isMembership(tx, userId));
    const { email } = member;
    await recordEvent(tx, {
      action: "member.role_changed",
      before: { userId, email, role: member.role },
      after: { userId, email, role },
    });
    return { ...member, role };
  });
}
