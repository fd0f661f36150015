import { and, eq } from "drizzle-orm";
import { memberships } from "#drizzle/schema.ts";
import { inTransaction, isOperator, type MerchantContext, sessionEnded } from "#lib/context.ts";
import { lockMerchant } from "#lib/merchants/lock.ts";

/**
 * Runs `work` in a transaction that blocks other membership changes at the caller's merchant, with
 * the caller's current role. The operator needs no membership. Throws `unauthorized` if the caller was removed.
 */
export function inTeam<T>(
  ctx: MerchantContext,
  work: (tx: MerchantContext) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx, tx.merchantId);
    if (isOperator(tx)) return work(tx);
    const [self] = await tx.db
      .select({ role: memberships.role })
      .from(memberships)
      .where(isMembership(tx, tx.caller.userId));
    if (!self) throw sessionEnded(tx.claim);
    return work({ ...tx, caller: { ...tx.caller, ...self } });
  });
}

/** Condition for a person's membership at the caller's merchant. */
export function isMembership({ merchantId }: MerchantContext, userId: string) {
  return and(eq(memberships.merchantId, merchantId), eq(memberships.userId, userId));
}
