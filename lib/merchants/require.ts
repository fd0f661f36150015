import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Throws `not_found` unless the merchant exists. */
export async function requireMerchant({ db }: Context, merchantId: string): Promise<void> {
  const { id } = merchants;
  const [merchant] = await db.select({ id }).from(merchants).where(eq(id, merchantId));
  if (!merchant) throw new AppError("not_found", `There is no merchant ${merchantId}`);
}
