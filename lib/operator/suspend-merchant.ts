import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import { inTransaction, type OperatorContext } from "#lib/context.ts";
import { requireOpenMerchant } from "#lib/merchants/require.ts";
import { resumeMerchant } from "#lib/merchants/resume.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import { getMerchantForOperator } from "#lib/operator/get-merchant.ts";
import type { OperatorMerchant } from "#lib/operator/schema.ts";

/** Suspends a merchant; a suspended one only gets another reason. Throws `not_found`, `conflict`. */
export async function suspendMerchantForOperator(
  ctx: OperatorContext,
  { merchantId, reason }: { merchantId: string; reason?: string },
): Promise<OperatorMerchant> {
  await inTransaction(ctx, async (tx) => {
    await requireOpenMerchant(tx, merchantId);
    await suspendMerchant(tx, merchantId, reason ?? null);
    if (reason === undefined) return;
    await tx.db
      .update(merchants)
      .set({ suspendedReason: reason })
      .where(eq(merchants.id, merchantId));
  });
  return getMerchantForOperator(ctx, { merchantId });
}

/** Ends a suspension. Throws `not_found`, `conflict` for a closed merchant. */
export async function resumeMerchantForOperator(
  ctx: OperatorContext,
  { merchantId }: { merchantId: string },
): Promise<OperatorMerchant> {
  await resumeMerchant(ctx, merchantId);
  return getMerchantForOperator(ctx, { merchantId });
}
