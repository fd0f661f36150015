import { sql } from "drizzle-orm";
import { type AccountSession, listedSessions } from "#lib/accounts/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const selectSessions = defineStatement<AccountSession>(
  "account_sessions",
  sql`
    select s.id, s.kind, merchant.name as "merchantName", host(s.address) as address,
      s.user_agent as "userAgent", s.created_at as "createdAt",
      s.last_seen_at as "lastSeenAt", host(s.last_seen_address) as "lastSeenAddress",
      s.expires_at as "expiresAt", s.id = ${value("sessionId")} as "isCurrent"
    from sessions s join merchants merchant on merchant.id = s.merchant_id
    where s.user_id = ${value("userId")} and s.kind in ('portal', 'token')
      and s.expires_at > now() and s.idle_expires_at > now()
    order by s.id = ${value("sessionId")} desc, s.last_seen_at desc, s.id desc
    limit ${value("limit")}`,
);

/**
 * The caller's sign-ins that still stand, at all their companies: the one that asks, then those that
 * were seen last. Throws `forbidden` to a machine.
 */
export async function listSessions(ctx: MerchantContext): Promise<{ data: AccountSession[] }> {
  requirePerson(ctx);
  const { sessionId } = ctx.claim;
  const { userId } = ctx.caller;
  const rows = await selectSessions(ctx.db, { userId, sessionId, limit: listedSessions });
  const data = rows.map((row) => ({
    ...row,
    createdAt: toMoment(row.createdAt),
    lastSeenAt: toMoment(row.lastSeenAt),
    expiresAt: toMoment(row.expiresAt),
  }));
  return { data };
}
