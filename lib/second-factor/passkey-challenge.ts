import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { passkeyChallenges } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

const lifeMinutes = 5;

/** How long a browser gives a person to answer, in milliseconds. */
export const answerMs = lifeMinutes * 60_000;

/** Keeps a challenge for one answer; `userId` is null where nobody knows yet whose it will be. */
export async function keepChallenge(
  ctx: Context,
  challenge: string,
  userId: string | null,
): Promise<void> {
  const expiresAt = sql`now() + make_interval(mins => ${lifeMinutes})`;
  await ctx.db.insert(passkeyChallenges).values({ challenge, userId, expiresAt });
}

/**
 * Spends the challenge that an answer names, whatever becomes of the answer: call it outside of the
 * transaction that the answer is for. Returns null where it was not given, not to `userId`, or too
 * long ago.
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

/** Forgets the challenges that nobody has answered in time. */
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
