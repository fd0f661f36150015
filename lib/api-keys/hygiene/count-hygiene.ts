import { sql } from "drizzle-orm";
import { hygieneFindings } from "#lib/api-keys/constants.ts";
import { findingConditions, isInUse } from "#lib/api-keys/hygiene/findings.ts";
import type { HygieneCounts } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const columns = hygieneFindings.map(
  (name) => `count(*) filter (where ${findingConditions[name]})::int as ${name}`,
);

/** A range where an equality would do, for the reason that the list of the same keys gives. */
const selectCounts = defineStatement<{ merchantId: string }, HygieneCounts>(
  "hygiene_count",
  sql`
    select ${sql.raw(columns.join(", "))}
    from api_keys k
    where k.merchant_id between ${value("merchantId")} and ${value("merchantId")}
      and ${sql.raw(isInUse)}`,
);

/** Counts the merchant's keys by finding; a key may count for several. Throws `forbidden`. */
export async function countHygiene(ctx: MerchantContext): Promise<HygieneCounts> {
  requirePermission(ctx, "api-keys:read");
  const [counts] = await selectCounts(ctx.db, { merchantId: ctx.merchantId });
  if (!counts) throw new Error("an aggregate returns one row");
  return counts;
}
