import { sql } from "drizzle-orm";
import { listedSessions } from "#lib/accounts/constants.ts";
import type { AccountSession } from "#lib/accounts/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { defineStatement, toColumns, wireTime } from "#lib/statement.ts";

const value = sql.placeholder;

const columns = toColumns({
  id: "s.id",
  kind: "s.kind",
  merchantName: "merchant.name",
  address: "host(s.address)",
  userAgent: "s.user_agent",
  createdAt: wireTime("s.created_at"),
  lastSeenAt: wireTime("s.last_seen_at"),
  lastSeenAddress: "host(s.last_seen_address)",
  expiresAt: wireTime("s.expires_at"),
} satisfies Record<Exclude<keyof AccountSession, "isCurrent">, string>);

const selectSessions = defineStatement<
  { userId: string; sessionId: string; limit: number },
  AccountSession
>(
  "account_sessions",
  sql`
    select ${columns}, s.id = ${value("sessionId")} as "isCurrent"
    from sessions s join merchants merchant on merchant.id = s.merchant_id
    where s.user_id = ${value("userId")} and s.kind in ('portal', 'token')
      and s.expires_at > now() and s.idle_expires_at > now()
    order by s.id = ${value("sessionId")} desc, s.last_seen_at desc, s.id desc
    limit ${value("limit")}`,
);

/**
 * Lists the caller's active sessions at all their merchants: the current one first, then the most
 * recently seen. Throws `forbidden` to a machine.
 */
export async function listSessions(ctx: MerchantContext): Promise<{ data: AccountSession[] }> {
  requirePerson(ctx);
  const { sessionId } = ctx.claim;
  const { userId } = ctx.caller;
  return { data: await selectSessions(ctx.db, { userId, sessionId, limit: listedSessions }) };
}
