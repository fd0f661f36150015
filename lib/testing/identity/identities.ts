import { randomUUID } from "node:crypto";
import { identities } from "#drizzle/schema.ts";
import type { Vouched } from "#lib/auth/sign-in-with-identity.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { TestMember } from "#lib/testing/records/merchants.ts";

/** A browser without a signed-in person. */
export const nobody = { current: null, isLinking: false };

/** Creates an identity of a person without an account. */
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

/** Makes the identity pending, with `linkFor` if the person asked to link it. */
export function waiting(vouched: Vouched, linkFor: string | null = null): PendingIdentity {
  const { isEmailVerified: _, ...identity } = vouched;
  return { ...identity, linkFor };
}

/** Links an identity to the member. */
export async function linkTo({ ctx, email }: TestMember, changes: Partial<Vouched> = {}) {
  const vouched = vouch({ email, ...changes });
  const { provider, subject } = vouched;
  const { userId } = ctx.caller;
  await ctx.db.insert(identities).values({ provider, subject, userId, email: vouched.email });
  return vouched;
}
