import { desc, eq } from "drizzle-orm";
import { merchants, passkeys } from "#drizzle/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { findFactors } from "#lib/second-factor/factors.ts";
import { toPasskey } from "#lib/second-factor/passkey-record.ts";
import type { SecondFactor } from "#lib/second-factor/schema.ts";

/** Returns the caller's second factors, and whether their company requires more. */
export async function getSecondFactor(ctx: MerchantContext): Promise<SecondFactor> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  const { hasPassword, hasTotp, recoveryCodesLeft } = await findFactors(ctx, userId);
  const rows = await ctx.db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(desc(passkeys.createdAt), passkeys.id);
  const [merchant] = await ctx.db
    .select({ isDemanded: merchants.requireSecondFactor })
    .from(merchants)
    .where(eq(merchants.id, ctx.merchantId));
  return {
    hasTotp,
    recoveryCodesLeft,
    passkeys: rows.map(toPasskey),
    hasPassword,
    isDemanded: merchant?.isDemanded ?? false,
  };
}
