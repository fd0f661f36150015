import { sql } from "drizzle-orm";
import { mayManageAllTokens, requireTokenHolder } from "#lib/api-tokens/require.ts";
import type { ApiToken } from "#lib/api-tokens/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page, PageQuery } from "#lib/schema.ts";
import { defineStatement, toColumns, wireTime } from "#lib/statement.ts";

const value = sql.placeholder;

const columns = toColumns({
  id: "s.id",
  name: "s.name",
  scopes: "s.scopes",
  createdAt: wireTime("s.created_at"),
  expiresAt: wireTime("s.expires_at"),
  // The initial value of last_seen_at is the creation time.
  lastUsedAt: `case when s.last_seen_at > s.created_at then ${wireTime("s.last_seen_at")} end`,
  lastUsedIp: "host(s.last_seen_address)",
  createdByEmail: "coalesce(u.email, u.name)",
} satisfies Record<Exclude<keyof ApiToken, "isMine">, string>);

interface Values {
  merchantId: string;
  userId: string;
  /** Whether to list the tokens of all members. */
  isAll: boolean;
  /** The page starts below this id. */
  before: string;
  limit: number;
}

const selectApiTokens = defineStatement<Values, ApiToken>(
  "api_token_list",
  sql`
    select ${columns}, s.user_id = ${value("userId")} as "isMine"
    from sessions s join users u on u.id = s.user_id
    where s.merchant_id = ${value("merchantId")} and s.kind = 'api_token'
      and s.expires_at > now() and s.id < ${value("before")}
      and (${value("isAll")}::boolean or s.user_id = ${value("userId")})
    order by s.id desc limit ${value("limit")}`,
);

/**
 * Lists a page of the valid API tokens, newest first: the caller's own, or all of the merchant for
 * its admins and owners. Throws `forbidden`, `bad_request`.
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
  return toPage(ctx, list, rows, input.limit);
}
