import { sql } from "drizzle-orm";

/**
 * The one membership of a session that still stands, as `s` and `m`, for the FROM of a statement
 * with the values `sessionId` and `kind`. Whoever was removed or signed out has no row here.
 */
export const liveSession = sql`
  sessions s
  join memberships m on m.merchant_id = s.merchant_id and m.user_id = s.user_id
    and s.id = ${sql.placeholder("sessionId")} and s.kind = ${sql.placeholder("kind")}
    and s.expires_at > now()`;
