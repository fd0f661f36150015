import { sql } from "drizzle-orm";
import type { ApiKeyRef } from "#lib/api-keys/lock.ts";
import type { Usage } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** Days in UTC whatever the connection's time zone; today is the database's. */
const selectUsage = defineStatement<
  ApiKeyRef & { merchantId: string; days: number },
  Usage["data"][number]
>(
  "api_key_usage_get",
  sql`
    select today.day - ago.days as "date",
      coalesce(sum(u.count) filter (where u.outcome = 'valid'), 0)::float8 as verified,
      coalesce(
        json_object_agg(u.outcome, u.count order by u.outcome) filter (where u.outcome <> 'valid'),
        '{}'
      ) as refused
    from api_keys k
    cross join (select (now() at time zone 'UTC')::date as day) today
    cross join generate_series(0, ${value("days")}::int - 1) ago (days)
    left join api_key_usage_days u on u.api_key_id = k.id and u.day = today.day - ago.days
    where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
      and k.merchant_id = ${value("merchantId")}
    group by 1 order by 1`,
);

/**
 * Returns a key's verified and refused calls for each of the last `days` days in UTC, today
 * included. The last seconds may be missing. Throws `forbidden`, `not_found`.
 */
export async function getUsage(
  ctx: MerchantContext,
  input: ApiKeyRef & { days: number },
): Promise<Usage> {
  requirePermission(ctx, "api-keys:read");
  const data = await selectUsage(ctx.db, { ...input, merchantId: ctx.merchantId });
  if (data.length === 0) throw new AppError("not_found");
  return { data };
}
