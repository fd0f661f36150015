import { type SQL, sql } from "drizzle-orm";

/**
 * The one membership of a session that still stands, as `s`, `m` and `merchant`, for the FROM of a
 * statement. Whoever was removed or signed out has no row here, nor has a sign-in without the
 * identity provider that the merchant demands.
 */
export const selectLiveSession = (sessionId: SQL, kind: SQL) => sql`
  sessions s
  join memberships m on m.merchant_id = s.merchant_id and m.user_id = s.user_id
    and s.id = ${sessionId} and s.kind = ${kind}
    and s.expires_at > now() and s.idle_expires_at > now()
  join merchants merchant on merchant.id = s.merchant_id
    and (s.provider is not null or not merchant.single_sign_on_only
      or s.kind in ('api_token', 'issuer'))`;

/** As `selectLiveSession`, for a statement with the values `sessionId` and `kind`. */
export const liveSession = selectLiveSession(
  sql`${sql.placeholder("sessionId")}`,
  sql`${sql.placeholder("kind")}`,
);

/** Of a live session: its merchant demands a second factor, and it has none. */
export const lacksSecondFactor = sql`(
  merchant.require_second_factor and not s.has_second_factor and s.kind in ('portal', 'token')
)`;

/** Of a live session: seconds since the person last proved to be themselves. */
export const provedSecondsAgo = sql`extract(epoch from now() - s.proved_at)::float8`;
