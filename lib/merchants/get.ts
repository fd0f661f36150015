import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { MerchantSettings } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

/** Returns the caller's merchant, its policies, and the caller's role. */
export async function getMerchant(ctx: MerchantContext): Promise<MerchantSettings> {
  const [row] = await ctx.db
    .select({
      id: merchants.id,
      name: merchants.name,
      createdAt: merchants.createdAt,
      suspendedAt: merchants.suspendedAt,
      suspendedReason: merchants.suspendedReason,
      externalId: merchants.externalId,
      metadata: merchants.metadata,
      policy: {
        requireSecondFactor: merchants.requireSecondFactor,
        singleSignOnOnly: merchants.singleSignOnOnly,
        longestLifeOfLiveKeysDays: merchants.longestLifeOfLiveKeysDays,
      },
    })
    .from(merchants)
    .where(eq(merchants.id, ctx.merchantId));
  if (!row) throw new AppError("not_found");
  return {
    ...row,
    createdAt: toMoment(row.createdAt),
    role: ctx.caller.role,
    suspendedAt: toMoment(row.suspendedAt),
    metadata: row.metadata ?? {},
  };
}
