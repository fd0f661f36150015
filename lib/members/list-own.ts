import { asc, eq } from "drizzle-orm";
import { memberships, merchants } from "#drizzle/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import type { OwnMembership } from "#lib/merchants/schema.ts";

/**
 * Lists the caller's companies by name. Throws `forbidden` for a token without a signed-in person.
 */
export async function listOwnMemberships(ctx: MerchantContext): Promise<OwnMembership[]> {
  requirePerson(ctx);
  const rows = await ctx.db
    .select({
      merchantId: merchants.id,
      merchantName: merchants.name,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(merchants, eq(merchants.id, memberships.merchantId))
    .where(eq(memberships.userId, ctx.caller.userId))
    .orderBy(asc(merchants.name), asc(merchants.id));
  return rows.map((row) => ({ ...row, isCurrent: row.merchantId === ctx.merchantId }));
}
