import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as LIST } from "#app/api/v1/account/identities/route.ts";
import { memberships, users } from "#drizzle/schema.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import { createContext } from "#lib/runtime/server.ts";
import { findSession, startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { linkTo, nobody, vouch, waiting } from "#lib/testing/identity/identities.ts";
import { addMember, mintMerchant, type TestMember } from "#lib/testing/records/merchants.ts";

const ctx = createContext({ id: "test", address: "192.0.2.1", userAgent: "vitest" });

async function listOwn({ token }: TestMember) {
  return (await call(LIST, { token })).body.data;
}

describe("a return from an identity provider", () => {
  test("begins a session for an identity that is known, and notes when it was used", async () => {
    const member = await mintMerchant();
    const known = await linkTo(member);
    const moved = { ...known, email: "elsewhere@example.test", isEmailVerified: false };
    const arrival = await signInWithIdentity(ctx, moved, nobody);
    if (arrival.outcome !== "signed-in") throw new Error(arrival.outcome);
    const claim = { kind: "portal", sessionId: arrival.sessionId, scopes: null } as const;
    const session = await findSession(ctx, claim);
    expect(session).toMatchObject({
      merchantId: member.ctx.merchantId,
      caller: { userId: member.ctx.caller.userId, email: member.email },
      session: { provider: "oidc", hasSecondFactor: false },
    });
    expect(await listOwn(member)).toEqual([
      {
        provider: "oidc",
        name: "Single sign-on",
        email: "elsewhere@example.test",
        createdAt: expect.any(String),
        lastUsedAt: expect.any(String),
      },
    ]);
  });

  test("is worth what the provider says: its second factor, and when the person was asked", async () => {
    const known = await linkTo(await mintMerchant());
    const anHourAgo = Date.now() - 3_600_000;
    const strong = { ...known, hasSecondFactor: true, provedAt: anHourAgo };
    const arrival = await signInWithIdentity(ctx, strong, nobody);
    if (arrival.outcome !== "signed-in") throw new Error(arrival.outcome);
    const claim = { kind: "portal", sessionId: arrival.sessionId, scopes: null } as const;
    const session = await findSession(ctx, claim);
    expect(session?.session.hasSecondFactor).toBe(true);
    expect(session?.session.provedSecondsAgo).toBeGreaterThan(3590);
  });

  test("takes the place of the same person's session in that browser, for the same merchant", async () => {
    const member = await mintMerchant();
    const known = await linkTo(member);
    const { merchantId, caller } = member.ctx;
    const current = await startSession(ctx, "portal", { merchantId, userId: caller.userId });
    const arrival = await signInWithIdentity(ctx, known, { current, isLinking: false });
    expect(arrival.outcome).toBe("signed-in");
    expect(await findSession(ctx, current.claim)).toBeNull();
    const other = await mintMerchant();
    await signInWithIdentity(ctx, known, { current: other.ctx, isLinking: false });
    expect(await findSession(ctx, other.ctx.claim)).not.toBeNull();
  });

  test("never links an unknown identity by its address, and makes nothing by itself", async () => {
    const member = await mintMerchant();
    const before = await ctx.db.$count(users);
    const known = vouch({ email: member.email });
    expect(await signInWithIdentity(ctx, known, nobody)).toEqual({
      outcome: "link",
      pending: waiting(known),
    });
    const unknown = vouch();
    expect(await signInWithIdentity(ctx, unknown, nobody)).toEqual({
      outcome: "sign-up",
      pending: waiting(unknown),
    });
    for (const unverified of [
      vouch({ email: member.email, isEmailVerified: false }),
      vouch({ isEmailVerified: false }),
      vouch({ email: null }),
    ]) {
      expect(await signInWithIdentity(ctx, unverified, nobody)).toEqual({ outcome: "unverified" });
    }
    expect(await listOwn(member)).toEqual([]);
    expect(await ctx.db.$count(users)).toBe(before);
  });

  test("is refused to whoever belongs to no company any more", async () => {
    const member = await addMember(await mintMerchant(), "developer");
    const known = await linkTo(member);
    await ctx.db.delete(memberships).where(eq(memberships.userId, member.ctx.caller.userId));
    expect(await signInWithIdentity(ctx, known, nobody)).toEqual({ outcome: "no-company" });
  });

  test("that was to link tells whose the identity is, without a session for anybody", async () => {
    const member = await mintMerchant();
    const visitor = { current: member.ctx, isLinking: true };
    const fresh = vouch({ isEmailVerified: false });
    expect(await signInWithIdentity(ctx, fresh, visitor)).toEqual({
      outcome: "link",
      pending: waiting(fresh, member.ctx.caller.userId),
    });
    const mine = await linkTo(member);
    expect(await signInWithIdentity(ctx, mine, visitor)).toEqual({ outcome: "linked" });
    const theirs = await linkTo(await mintMerchant());
    expect(await signInWithIdentity(ctx, theirs, visitor)).toEqual({ outcome: "linked-elsewhere" });
  });
});
