import { sql } from "drizzle-orm";
import { mayManageAllTokens, requireTokenHolder } from "#lib/api-tokens/require.ts";
import type { ApiToken } from "#lib/api-tokens/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page, PageQuery } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** A token that was never used was last seen when it was made. */
const selectApiTokens = defineStatement<ApiToken>(
  "api_token_list",
  sql`
    select s.id, s.name, s.scopes, s.created_at as "createdAt", s.expires_at as "expiresAt",
      case when s.last_seen_at > s.created_at then s.last_seen_at end as "lastUsedAt",
      host(s.last_seen_address) as "lastUsedIp", coalesce(u.email, u.name) as "createdByEmail",
      s.user_id = ${value("userId")} as "isMine"
    from sessions s join users u on u.id = s.user_id
    where s.merchant_id = ${value("merchantId")} and s.kind = 'api_token'
      and s.expires_at > now() and s.id < ${value("before")}
      and (${value("isAll")}::boolean or s.user_id = ${value("userId")})
    order by s.id desc limit ${value("limit")}`,
);

/**
 * A page of the API tokens that are good, newest first: the caller's own, and everybody's at the
 * merchant for its admins and owners. Throws `forbidden`, `bad_request`.
 */
export async function listApiTokens(
  ctx: MerchantContext,
  input: PageQuery,
): Promise<Page<ApiToken>> {
  requireTokenHolder(ctx);
  const list = "api-tokens";
  const rows = await selectApiTokens(ctx.db, {
    merchantId: ctx.merchantId,
    userId: ctx.caller.userId,
    isAll: mayManageAllTokens(ctx),
    before: openCursor(ctx, list, input) ?? pastTheLastId,
    limit: input.limit + 1,
  });
  const tokens = rows.map((row) => ({
    ...row,
    createdAt: toMoment(row.createdAt),
    expiresAt: toMoment(row.expiresAt),
    lastUsedAt: toMoment(row.lastUsedAt),
  }));
  return toPage(ctx, list, tokens, input.limit);
}
