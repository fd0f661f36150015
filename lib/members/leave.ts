import { memberships } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { requireAnotherOwner } from "#lib/members/reach.ts";
import { inTeam, isMembership } from "#lib/merchants/team.ts";

/**
 * Removes the caller from the company, whatever their role, and ends all their sessions and tokens
 * for it. Throws `forbidden` for a token without a signed-in person, `conflict` for the last owner.
 */
export async function leaveMerchant(ctx: MerchantContext): Promise<void> {
  requirePerson(ctx);
  const { userId, email } = ctx.caller;
  await inTeam(ctx, async (tx) => {
    const { role } = tx.caller;
    if (role === "owner") await requireAnotherOwner(tx, userId);
    await tx.db.delete(memberships).where(isMembership(tx, userId));
    await recordEvent(tx, { action: "member.left", before: { userId, email, role } });
  });
}
