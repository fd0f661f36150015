import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { passkeyChallenges } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

const lifeMinutes = 5;

/** Time for a person to respond in the browser, in milliseconds. */
export const challengeTimeoutMs = lifeMinutes * 60_000;

/** Stores a challenge for one response; `userId` is null if the person is not known yet. */
export async function keepChallenge(
  ctx: Context,
  challenge: string,
  userId: string | null,
): Promise<void> {
  const expiresAt = sql`now() + make_interval(mins => ${lifeMinutes})`;
  await ctx.db.insert(passkeyChallenges).values({ challenge, userId, expiresAt });
}

/**
 * Consumes the challenge of a response, even if the response is invalid: call it outside the
 * response's transaction. Returns null if it was not issued, not to `userId`, or has expired.
 */
export async function takeChallenge(
  ctx: Context,
  clientDataJSON: string,
  userId: string | null,
): Promise<string | null> {
  const named = readChallenge(clientDataJSON);
  if (named === null) return null;
  const { challenge, expiresAt } = passkeyChallenges;
  const isTheirs =
    userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId);
  const taken = await ctx.db
    .delete(passkeyChallenges)
    .where(and(eq(challenge, named), isTheirs, gt(expiresAt, sql`now()`)))
    .returning({ challenge });
  return taken[0]?.challenge ?? null;
}

/** Deletes expired challenges. */
export async function forgetChallenges(ctx: Context): Promise<void> {
  await ctx.db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, sql`now()`));
}

function readChallenge(clientDataJSON: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString());
    return typeof challenge === "string" && /^[\w-]{1,128}$/.test(challenge) ? challenge : null;
  } catch {
    return null;
  }
}
