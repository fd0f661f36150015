import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import type { KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { MerchantContext } from "#lib/context.ts";

/** Returns what the portal's forms offer this caller for a key of an environment. */
export async function readKeyPolicy(
  ctx: MerchantContext,
  environment: Environment,
): Promise<KeyPolicy> {
  const { config, caller } = ctx;
  return {
    scopes: Object.entries(config.scopes).map(([name, scope]) => ({ name, ...scope })),
    longestLifeDays: environment === "live" ? await getLongestLifeDays(ctx) : null,
    role: caller.role,
  };
}

/**
 * Returns how many days a secret of a live key may live: the shorter of the operator's limit, for
 * this merchant or else for all, and the merchant's.
 */
export async function getLongestLifeDays(ctx: MerchantContext): Promise<number | null> {
  const [merchant] = await ctx.db
    .select({ days: merchants.longestLifeOfLiveKeysDays, overrides: merchants.overrides })
    .from(merchants)
    .where(eq(merchants.id, ctx.merchantId));
  const { longestLifeOfLiveKeysDays: ofOperator } = merchant?.overrides ?? {};
  const limits = [merchant?.days, ofOperator ?? ctx.config.policies.longestLifeOfLiveKeysDays];
  const days = limits.filter((limit) => typeof limit === "number");
  return days.length > 0 ? Math.min(...days) : null;
}
