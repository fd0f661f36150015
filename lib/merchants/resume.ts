import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { requireOpenMerchant } from "#lib/merchants/require.ts";

/**
 * Ends a suspension, so that the merchant's keys verify again; does nothing if the merchant is not
 * suspended. Throws `not_found`, and `conflict` for a closed one.
 */
export async function resumeMerchant(ctx: Context, merchantId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const changed = await tx.db
      .update(merchants)
      .set({ suspendedAt: null, suspendedReason: null })
      .where(
        and(
          eq(merchants.id, merchantId),
          isNotNull(merchants.suspendedAt),
          isNull(merchants.closedAt),
        ),
      )
      .returning({ id: merchants.id });
    if (changed.length === 0) return requireOpenMerchant(tx, merchantId);
    await recordOperatorEvent(tx, merchantId, { action: "merchant.resumed" });
  });
}
