import { eq, sql } from "drizzle-orm";
import { invitations } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { findInvitation } from "#lib/invitations/record.ts";
import { requireReach } from "#lib/members/reach.ts";
import { inTeam } from "#lib/merchants/team.ts";

/**
 * Invalidates an invitation's link; does nothing if it is already withdrawn. Throws `forbidden`,
 * `not_found`, and `conflict` if it was accepted.
 */
export async function withdrawInvitation(
  ctx: MerchantContext,
  input: { invitationId: string },
): Promise<void> {
  requirePermission(ctx, "members:write");
  const { invitationId } = input;
  await inTeam(ctx, async (tx) => {
    requirePermission(tx, "members:write");
    const { email, role, isAccepted, isWithdrawn } = await findInvitation(tx, invitationId);
    requireReach(tx, role);
    if (isAccepted) throw new AppError("conflict", `${email} already accepted this invitation`);
    if (isWithdrawn) return;
    await tx.db
      .update(invitations)
      .set({ withdrawnAt: sql`now()` })
      .where(eq(invitations.id, invitationId));
    await recordEvent(tx, { action: "member.invitation_withdrawn", before: { email, role } });
  });
}
