import { randomUUID } from "node:crypto";
import { identities } from "#drizzle/schema.ts";
import type { Vouched } from "#lib/auth/sign-in-with-identity.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { TestMember } from "#lib/testing/records/merchants.ts";

/** A browser in which nobody is signed in. */
export const nobody = { current: null, isLinking: false };

/** Somebody of whom nothing is known here. */
export function vouch(changes: Partial<Vouched> = {}): Vouched {
  return {
    provider: "oidc",
    subject: randomUUID(),
    email: `${randomUUID()}@example.test`,
    isEmailVerified: true,
    hasSecondFactor: false,
    provedAt: Date.now(),
    ...changes,
  };
}

/** The same while it waits for an agreement, by `linkFor` where they have asked for it. */
export function waiting(vouched: Vouched, linkFor: string | null = null): PendingIdentity {
  const { isEmailVerified: _, ...identity } = vouched;
  return { ...identity, linkFor };
}

/** An identity that the member has linked already. */
export async function linkTo({ ctx, email }: TestMember, changes: Partial<Vouched> = {}) {
  const vouched = vouch({ email, ...changes });
  const { provider, subject } = vouched;
  const { userId } = ctx.caller;
  await ctx.db.insert(identities).values({ provider, subject, userId, email: vouched.email });
  return vouched;
}
