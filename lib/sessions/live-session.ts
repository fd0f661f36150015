import { type SQL, sql } from "drizzle-orm";

/**
 * The one membership of a live session as `s`, `m` and `merchant`, for a FROM. Has no row for removed
 * or signed-out people, or for a sign-in without the identity provider that the merchant requires.
 */
export const selectLiveSession = (sessionId: SQL, kind: SQL) => sql`
  sessions s
  join memberships m on m.merchant_id = s.merchant_id and m.user_id = s.user_id
    and s.id = ${sessionId} and s.kind = ${kind}
    and s.expires_at > now() and s.idle_expires_at > now()
  join merchants merchant on merchant.id = s.merchant_id
    and (s.provider is not null or not merchant.single_sign_on_only
      or s.kind in ('api_token', 'issuer'))`;

/** `selectLiveSession` for a statement with the values `sessionId` and `kind`. */
export const liveSession = selectLiveSession(
  sql`${sql.placeholder("sessionId")}`,
  sql`${sql.placeholder("kind")}`,
);

/** For a live session: its merchant requires a second factor, and it has none. */
export const lacksSecondFactor = sql`(
  merchant.require_second_factor and not s.has_second_factor and s.kind in ('portal', 'token')
)`;

/** For a live session: seconds since the person last authenticated. */
export const provedSecondsAgo = sql`extract(epoch from now() - s.proved_at)::float8`;
