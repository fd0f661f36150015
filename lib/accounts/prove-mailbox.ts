import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { mailedTokens, sessions, users } from "#drizzle/schema.ts";
import { type Reclaimed, reclaimAccount } from "#lib/accounts/reclaim.ts";
import { recordAccountEvent } from "#lib/accounts/record-account-event.ts";
import type { Context, MerchantContext } from "#lib/context.ts";

interface MailboxProof {
  /** Whether this is the first proof that somebody reads the account's email. */
  isFirst: boolean;
  /** What was ended; null for nothing, and in the caller's own account. */
  reclaimed: Reclaimed | null;
}

/**
 * Marks an account's email as verified; nothing else does. A stranger may have created the account,
 * so the first proof ends everything in it, unless it comes in a session of that account. Call it
 * in a transaction.
 */
export async function proveMailbox(
  ctx: Context,
  userId: string,
  by: MerchantContext | null,
): Promise<MailboxProof> {
  const [unproved] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
    .for("no key update");
  if (!unproved) return { isFirst: false, reclaimed: null };
  const isOwn = by?.caller.userId === userId && (await isStanding(ctx, by));
  const reclaimed = isOwn ? null : await reclaimAccount(ctx, userId);
  await ctx.db.update(users).set({ emailVerifiedAt: sql`now()` }).where(eq(users.id, userId));
  const isSpent = and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, "verify_email"));
  await ctx.db.delete(mailedTokens).where(isSpent);
  await recordAccountEvent(ctx, userId, "account.email_verified");
  return { isFirst: true, reclaimed };
}

/** Machines do not count: a stranger may have given the account an API token. */
async function isStanding({ db }: Context, { claim }: MerchantContext): Promise<boolean> {
  const standing = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, claim.sessionId), inArray(sessions.kind, ["portal", "token"])))
    .for("share");
  return standing.length > 0;
}
