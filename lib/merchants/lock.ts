import { and, eq, isNull } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Blocks changes of a merchant's memberships until the transaction of `ctx` ends. Throws
 * `not_found` if the merchant is closed.
 */
export async function lockMerchant({ db }: Context, merchantId: string): Promise<void> {
  const [merchant] = await db
    .select({ id: merchants.id })
    .from(merchants)
    .where(and(eq(merchants.id, merchantId), isNull(merchants.closedAt)))
    .for("no key update");
  if (!merchant) throw new AppError("not_found");
}
