import { and, eq, isNotNull } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Throws `not_found` unless the merchant exists, and `conflict` if it is closed. */
export async function requireOpenMerchant(ctx: Context, merchantId: string): Promise<void> {
  await requireMerchant(ctx, merchantId);
  const isClosed = and(eq(merchants.id, merchantId), isNotNull(merchants.closedAt));
  if ((await ctx.db.$count(merchants, isClosed)) > 0) throw merchantClosed();
}

export function merchantClosed(): AppError {
  return new AppError("conflict", "This merchant is closed for good");
}

/** Throws `not_found` unless the merchant exists. */
export async function requireMerchant({ db }: Context, merchantId: string): Promise<void> {
  const { id } = merchants;
  const [merchant] = await db.select({ id }).from(merchants).where(eq(id, merchantId));
  if (!merchant) throw new AppError("not_found", `There is no merchant ${merchantId}`);
}
