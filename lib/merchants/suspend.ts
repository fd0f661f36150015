import { and, eq, isNull, sql } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { requireMerchant } from "#lib/merchants/require.ts";

/**
 * Suspends a merchant: its keys are refused as `suspended` until it is resumed, and nothing else
 * changes. Its members see the reason. Does nothing if it is already suspended. Throws `not_found`.
 */
export async function suspendMerchant(
  ctx: Context,
  merchantId: string,
  suspendedReason: string | null = null,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const changed = await tx.db
      .update(merchants)
      .set({ suspendedAt: sql`now()`, suspendedReason })
      .where(and(eq(merchants.id, merchantId), isNull(merchants.suspendedAt)))
      .returning({ id: merchants.id });
    if (changed.length === 0) return requireMerchant(tx, merchantId);
    const after = suspendedReason === null ? undefined : { reason: suspendedReason };
    await recordOperatorEvent(tx, merchantId, { action: "merchant.suspended", after });
  });
}
