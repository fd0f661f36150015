import { memberships } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { requireAnotherOwner, requireReach } from "#lib/members/reach.ts";
import { findMember } from "#lib/members/record.ts";
import { inTeam, isMembership } from "#lib/merchants/team.ts";

/**
 * Removes a person from the company and ends their sessions and tokens for it; keys that they
 * created stay. Throws `forbidden`, `not_found`, and `conflict` for the last owner.
 */
export async function removeMember(ctx: MerchantContext, input: { userId: string }): Promise<void> {
  requirePermission(ctx, "members:write");
  const { userId } = input;
  await inTeam(ctx, async (tx) => {
    requirePermission(tx, "members:write");
    const { email, role } = await findMember(tx, userId);
    requireReach(tx, role);
    if (role === "owner") await requireAnotherOwner(tx, userId);
    await tx.db.delete(memberships).where(isMembership(tx, userId));
    await recordEvent(tx, { action: "member.removed", before: { userId, email, role } });
  });
}
