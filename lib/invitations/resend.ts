import { eq, sql } from "drizzle-orm";
import { invitations } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { linkLifeDays, mailLink, makeLink } from "#lib/invitations/link.ts";
import { findInvitation } from "#lib/invitations/record.ts";
import { requireVerifiedAddress } from "#lib/invitations/verified-address.ts";
import { requireReach } from "#lib/members/reach.ts";
import { inTeam } from "#lib/merchants/team.ts";

/**
 * Emails a new link and invalidates the old one. Throws `forbidden`, `not_found`, and `conflict` if
 * it was accepted or withdrawn.
 */
export async function resendInvitation(
  ctx: MerchantContext,
  input: { invitationId: string },
): Promise<void> {
  requirePermission(ctx, "members:write");
  const { invitationId } = input;
  await inTeam(ctx, async (tx) => {
    requirePermission(tx, "members:write");
    const { email, role, isAccepted, isWithdrawn } = await findInvitation(tx, invitationId);
    requireReach(tx, role);
    requireVerifiedAddress(tx);
    if (isAccepted) throw new AppError("conflict", `${email} already accepted this invitation`);
    if (isWithdrawn) throw new AppError("conflict", "This invitation was withdrawn");
    const { url, tokenHash } = makeLink(tx);
    await tx.db
      .update(invitations)
      .set({
        tokenHash,
        sentAt: sql`now()`,
        expiresAt: sql`now() + make_interval(days => ${linkLifeDays})`,
        // The email names the sender, and the page behind the link should show the same name.
        invitedBy: tx.caller.userId,
      })
      .where(eq(invitations.id, invitationId));
    const { merchantName, caller } = tx;
    await mailLink(tx, { email, role, merchantName, invitedByEmail: caller.email, url });
    await recordEvent(tx, { action: "member.invitation_resent", after: { email, role } });
  });
}
