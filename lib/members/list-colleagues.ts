import { sql } from "drizzle-orm";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { memberSource } from "#lib/members/record.ts";
import type { Colleague } from "#lib/members/schema.ts";
import { roles } from "#lib/merchants/permissions.ts";

const limit = 200;
const highestFirst = [...roles].reverse();

/**
 * Lists the members of the caller's merchant, highest roles first, at most 200. `total` counts all.
 * Throws `forbidden`.
 */
export async function listColleagues(
  ctx: MerchantContext,
): Promise<{ colleagues: Colleague[]; total: number }> {
  requirePermission(ctx, "applications:read");
  const rows = await ctx.db.execute<Colleague & { total: number } & Record<string, unknown>>(sql`
    select u.id as "userId", u.email, m.role, (count(*) over ())::int as total
    from ${memberSource}
    where m.merchant_id = ${ctx.merchantId}
    order by array_position(${sql.param(highestFirst)}::text[], m.role::text), u.email
    limit ${limit}`);
  return {
    colleagues: rows.map(({ userId, email, role }) => ({ userId, email, role })),
    total: rows[0]?.total ?? 0,
  };
}
