import { and, eq, sql } from "drizzle-orm";
import { memberships, merchants } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { portalClaim } from "#lib/auth/cookie.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { SwitchMerchantBody } from "#lib/merchants/schema.ts";
import { findSession, renewSession, singleSignOnDemanded } from "#lib/sessions/sessions.ts";

/**
 * Continues the caller's portal session at another of their merchants. Returns the session's new id
 * for the cookie. Throws `forbidden` where that merchant requires single sign-on, and `not_found`
 * where the caller is no member.
 */
export async function switchMerchant(
  ctx: MerchantContext,
  { merchantId }: SwitchMerchantBody,
): Promise<string> {
  const { userId } = ctx.caller;
  return inTransaction(ctx, async (tx) => {
    const mine = and(eq(memberships.userId, userId), eq(memberships.merchantId, merchantId));
    const [target] = await tx.db
      .select({ singleSignOnOnly: merchants.singleSignOnOnly })
      .from(memberships)
      .innerJoin(merchants, eq(merchants.id, memberships.merchantId))
      .where(mine)
      // Whoever removes the caller meanwhile waits, and then ends this session too.
      .for("no key update", { of: memberships });
    if (!target) throw new AppError("not_found");
    if (target.singleSignOnOnly && ctx.session.provider === null) {
      throw new AppError("forbidden", singleSignOnDemanded);
    }
    const sessionId = await renewSession(tx, { merchantId });
    await tx.db.update(memberships).set({ lastOpenedAt: sql`now()` }).where(mine);
    const switched = await findSession(tx, portalClaim(sessionId));
    if (!switched) throw new AppError("forbidden", singleSignOnDemanded);
    await recordEvent(switched, { action: "account.signed_in" });
    return sessionId;
  });
}
