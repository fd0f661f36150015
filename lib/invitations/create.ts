import { and, eq, sql } from "drizzle-orm";
import { invitations, memberships, users } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { linkLifeDays, mailLink, makeLink } from "#lib/invitations/link.ts";
import { findInvitation } from "#lib/invitations/record.ts";
import type { Invitation, InviteBody } from "#lib/invitations/schema.ts";
import { requireVerifiedAddress } from "#lib/invitations/verified-address.ts";
import { requireReach } from "#lib/members/reach.ts";
import { inTeam } from "#lib/merchants/team.ts";

/**
 * Emails a single-use link to join. Neither response nor timing reveals whether the email has an
 * account. Throws `forbidden`, also if the caller's own email is unverified, and `conflict` for a
 * member and for an email with an open invitation.
 */
export async function inviteMember(ctx: MerchantContext, input: InviteBody): Promise<Invitation> {
  requirePermission(ctx, "members:write");
  return inTeam(ctx, async (tx) => {
    requirePermission(tx, "members:write");
    const { email, role } = input;
    requireReach(tx, role);
    requireVerifiedAddress(tx);
    await requireNoMember(tx, email);
    const { url, tokenHash } = makeLink(tx);
    const { merchantId, merchantName, caller } = tx;
    const id = newId("inv");
    const inserted = await tx.db
      .insert(invitations)
      .values({
        id,
        merchantId,
        email,
        role,
        tokenHash,
        invitedBy: caller.userId,
        expiresAt: sql`now() + make_interval(days => ${linkLifeDays})`,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (inserted.length === 0) {
      throw new AppError("conflict", `${email} is already invited. Resend that invitation instead`);
    }
    await mailLink(tx, { email, role, merchantName, invitedByEmail: caller.email, url });
    await recordEvent(tx, { action: "member.invited", after: { email, role } });
    const { isAccepted: _, isWithdrawn: __, ...invitation } = await findInvitation(tx, id);
    return invitation;
  });
}

async function requireNoMember({ db, merchantId }: MerchantContext, email: string): Promise<void> {
  const [member] = await db
    .select({ userId: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.email, email), eq(memberships.merchantId, merchantId)));
  if (member) throw new AppError("conflict", `${email} is already a member`);
}
