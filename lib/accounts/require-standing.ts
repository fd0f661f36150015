import { eq } from "drizzle-orm";
import { sessions } from "#drizzle/schema.ts";
import { type MerchantContext, sessionEnded } from "#lib/context.ts";

/**
 * Throws `unauthorized` where the caller's session has ended; otherwise keeps it from ending until
 * the transaction of `ctx` does. For what outlives the session, such as a token or another way to
 * sign in.
 */
export async function requireStanding({ db, claim }: MerchantContext): Promise<void> {
  const standing = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.id, claim.sessionId))
    .for("share");
  if (standing.length === 0) throw sessionEnded(claim);
}
