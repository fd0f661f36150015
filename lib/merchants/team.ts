import { and, eq } from "drizzle-orm";
import { memberships } from "#drizzle/schema.ts";
import { inTransaction, type MerchantContext, sessionEnded } from "#lib/context.ts";
import { lockMerchant } from "#lib/merchants/lock.ts";

/**
 * Runs `work` in a transaction while nobody else can change who belongs to the caller's merchant,
 * with the role that the caller has by then. Throws `unauthorized` for whoever was removed.
 */
export function inTeam<T>(
  ctx: MerchantContext,
  work: (tx: MerchantContext) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx, tx.merchantId);
    const [self] = await tx.db
      .select({ role: memberships.role })
      .from(memberships)
      .where(isMembership(tx, tx.caller.userId));
    if (!self) throw sessionEnded(tx.claim);
    return work({ ...tx, caller: { ...tx.caller, ...self } });
  });
}

/** The one row of a person at the caller's merchant. */
export function isMembership({ merchantId }: MerchantContext, userId: string) {
  return and(eq(memberships.merchantId, merchantId), eq(memberships.userId, userId));
}
