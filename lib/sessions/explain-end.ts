import { eq, sql } from "drizzle-orm";
import { sessions } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/** `ended`: signed out, or ended by somebody, or long ago. */
export type SessionEnd = "idle" | "expired" | "ended";

/** Returns how a session that is over has ended. */
export async function explainSessionEnd({ db }: Context, sessionId: string): Promise<SessionEnd> {
  const [session] = await db
    .select({
      isExpired: sql<boolean>`${sessions.expiresAt} <= now()`,
      isIdle: sql<boolean>`${sessions.idleExpiresAt} <= now()`,
    })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  if (session?.isIdle) return "idle";
  return session?.isExpired ? "expired" : "ended";
}
