import { and, eq, sql } from "drizzle-orm";
import { identities, sessions, users } from "#drizzle/schema.ts";
import { findMembership } from "#lib/auth/sign-in.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { getStrength, type PendingIdentity } from "#lib/identities/pending.ts";
import { startSession } from "#lib/sessions/sessions.ts";

/** An identity that a provider vouches for. */
export interface Vouched extends Omit<PendingIdentity, "linkFor"> {
  isEmailVerified: boolean;
}

export interface Visitor {
  /** The person signed in in the same browser. */
  current: MerchantContext | null;
  /** Whether they asked to link the identity to their account. */
  isLinking: boolean;
}

export type Arrival =
  | { outcome: "signed-in"; sessionId: string }
  /** Waits for the person's consent. */
  | { outcome: "link" | "sign-up"; pending: PendingIdentity }
  | { outcome: "linked" | "linked-elsewhere" | "unverified" | "no-company" };

/**
 * Handles a person's return from an identity provider; starts a session for a known identity. An
 * unknown identity is never linked to an account by its email alone. Throws as `startSession`.
 */
export async function signInWithIdentity(
  ctx: Context,
  vouched: Vouched,
  { current, isLinking }: Visitor,
): Promise<Arrival> {
  const { isEmailVerified, ...identity } = vouched;
  const { provider, subject, email } = identity;
  const [known] = await ctx.db
    .select({ userId: identities.userId })
    .from(identities)
    .where(and(eq(identities.provider, provider), eq(identities.subject, subject)));
  if (isLinking && current) {
    if (known) {
      return { outcome: known.userId === current.caller.userId ? "linked" : "linked-elsewhere" };
    }
    return { outcome: "link", pending: { ...identity, linkFor: current.caller.userId } };
  }
  if (known) return enter(ctx, vouched, known.userId, current);
  if (!email || !isEmailVerified) return { outcome: "unverified" };
  const [person] = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  const pending = { ...identity, linkFor: null };
  return { outcome: person ? "link" : "sign-up", pending };
}

/** Starts a session in place of the person's previous one in this browser. */
async function enter(
  ctx: Context,
  vouched: Vouched,
  userId: string,
  current: MerchantContext | null,
): Promise<Arrival> {
  const { provider, subject, email } = vouched;
  const own = current?.caller.userId === userId ? current : null;
  const member = own
    ? { userId, merchantId: own.merchantId }
    : await findMembership(ctx, userId, { isVouched: true });
  if (!member) return { outcome: "no-company" };
  return inTransaction(ctx, async (tx) => {
    const stillHolds = sql`exists (
      select from identities i
      where i.provider = ${provider} and i.subject = ${subject} and i.user_id = ${users.id})`;
    const session = await startSession(tx, "portal", member, {
      ...getStrength(vouched),
      stillHolds,
    });
    if (own) await tx.db.delete(sessions).where(eq(sessions.id, own.claim.sessionId));
    await tx.db
      .update(identities)
      .set({ lastUsedAt: sql`now()`, ...(email && { email }) })
      .where(and(eq(identities.provider, provider), eq(identities.subject, subject)));
    return { outcome: "signed-in", sessionId: session.claim.sessionId };
  });
}
