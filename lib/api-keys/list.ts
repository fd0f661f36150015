import { sql } from "drizzle-orm";
import { type ApiKeyRecord, apiKeyColumns, toApiKey } from "#lib/api-keys/record.ts";
import type { ApiKey, ListApiKeysQuery } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** One row with a null id tells an application without such keys from no application at all. */
const selectApiKeys = defineStatement<ApiKeyRecord | { id: null }>(
  "api_key_list",
  sql`
    select k.*
    from applications app
    left join lateral (
      select ${apiKeyColumns} from api_keys k
      where k.application_id = app.id and k.id < ${value("before")}
        and (${value("search")}::text is null
          or k.description ilike ${value("search")} or k.key_prefix ilike ${value("search")})
        and case ${value("status")}::text
          when 'revoked' then k.revoked_at is not null
          when 'expired' then k.revoked_at is null and k.expires_at <= now()
          when 'active' then k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
          when 'rotating' then false
          else true
        end
      order by k.id desc
      limit ${value("limit")}
    ) k on true
    where app.id = ${value("applicationId")} and app.merchant_id = ${value("merchantId")}
    order by k.id desc`,
);

/**
 * A page of an application's keys, newest first. `q` is looked for in description and prefix.
 * Throws `forbidden`, `not_found`, and `bad_request` for a cursor of another list.
 */
export async function listApiKeys(
  ctx: MerchantContext,
  input: ListApiKeysQuery & { applicationId: string },
): Promise<Page<ApiKey>> {
  requirePermission(ctx, "api-keys:read");
  const { applicationId, status = null, q = "", limit } = input;
  const list = JSON.stringify(["api-keys", applicationId, status, q]);
  const rows = await selectApiKeys(ctx.db, {
    applicationId,
    merchantId: ctx.merchantId,
    before: openCursor(ctx, list, input) ?? pastTheLastId,
    search: q === "" ? null : `%${q.replace(/[\\%_]/g, "\\$&")}%`,
    status,
    limit: limit + 1,
  });
  if (rows.length === 0) throw new AppError("not_found");
  const keys = rows.filter((row): row is ApiKeyRecord => row.id !== null);
  return toPage(ctx, list, keys.map(toApiKey), limit);
}
