import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { DELETE as UNLINK } from "#app/api/v1/account/identities/[provider]/route.ts";
import { POST as CONNECT } from "#app/api/v1/account/identities/connect/route.ts";
import { POST as LINK, GET as LIST } from "#app/api/v1/account/identities/route.ts";
import { POST as FOUND } from "#app/api/v1/merchants/from-identity/route.ts";
import { auditEvents, merchants, sessions, users } from "#drizzle/schema.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import { type PendingIdentity, sealPendingIdentity } from "#lib/identities/pending.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { findSession, startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { linkTo, nobody, vouch, waiting } from "#lib/testing/identity/identities.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintMerchant, type TestMember, testPassword } from "#lib/testing/records/merchants.ts";

const ctx = createContext({ id: "test", address: "192.0.2.1", userAgent: "vitest" });

/** Returns the cookies of a browser that holds `pending`, signed in as `member` or not at all. */
async function openBrowser(member: TestMember | null, pending: PendingIdentity | null) {
  const jar: string[] = [];
  if (member) {
    const { merchantId, caller } = member.ctx;
    const session = await startSession(ctx, "portal", { merchantId, userId: caller.userId });
    const { sessionId: sid } = session.claim;
    const secret = getServer().env.KEYSMITH_SESSION_SECRET[0].text;
    jar.push(`keysmith.session=${await encode({ token: { sid }, secret })}`);
  }
  if (pending) jar.push(`keysmith.identity=${sealPendingIdentity(ctx, pending)}`);
  const headers = { cookie: jar.join("; "), host: "keys.test", origin: "http://keys.test" };
  return { headers };
}

const post = (browser: { headers: Record<string, string> }) => ({ method: "POST", ...browser });

async function listOwn({ token }: TestMember) {
  return (await call(LIST, { token })).body.data;
}

describe("POST /api/v1/account/identities", () => {
  test("links what waits for the person's own address, with an audit row and a mail", async () => {
    const member = await mintMerchant();
    const vouched = vouch({ email: member.email });
    const browser = await openBrowser(member, waiting(vouched));
    const answer = await call(LINK, post(browser));
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        provider: "oidc",
        name: "Single sign-on",
        email: member.email,
        createdAt: expect.any(String),
        lastUsedAt: null,
      },
    ]);
    expect(answer.headers.getSetCookie()).toEqual([
      "keysmith.identity=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    const repeated = await call(LINK, post(browser));
    expect([repeated.status, repeated.body]).toEqual([201, answer.body]);
    const events = await ctx.db
      .select({ after: auditEvents.after })
      .from(auditEvents)
      .where(eq(auditEvents.action, "account.identity_linked"));
    expect(events).toContainEqual({ after: { provider: "oidc", email: member.email } });
    const [mail, ...more] = await takeMail(ctx, member.email);
    expect(mail).toMatchObject({ subject: "Single sign-on was linked to your account" });
    expect(more).toEqual([]);
    const [user] = await ctx.db.select().from(users).where(eq(users.email, member.email));
    expect(user?.emailVerifiedAt).not.toBeNull();
    expect((await signInWithIdentity(ctx, vouched, nobody)).outcome).toBe("signed-in");
  });

  test("links another address only for whom it was asked by, from their own account", async () => {
    const member = await mintMerchant();
    const other = await mintMerchant();
    const vouched = vouch();
    const refused = [
      waiting(vouched),
      waiting(vouched, other.ctx.caller.userId),
      waiting({ ...vouched, email: member.email }, other.ctx.caller.userId),
      null,
    ];
    for (const pending of refused) {
      expect((await call(LINK, post(await openBrowser(member, pending)))).status).toBe(409);
    }
    expect(await listOwn(member)).toEqual([]);
    const asked = waiting(vouched, member.ctx.caller.userId);
    expect((await call(LINK, post(await openBrowser(member, asked)))).status).toBe(201);
  });

  test("gives one identity to one person, and one of each provider, also where two come at once", async () => {
    const [first, second] = [await mintMerchant(), await mintMerchant()];
    const shared = vouch();
    const both = await Promise.all(
      [first, second].map(async (member) =>
        call(LINK, post(await openBrowser(member, waiting(shared, member.ctx.caller.userId)))),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const third = await mintMerchant();
    const two = await Promise.all(
      [vouch(), vouch()].map(async (each) =>
        call(LINK, post(await openBrowser(third, waiting(each, third.ctx.caller.userId)))),
      ),
    );
    expect(two.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await listOwn(third)).toHaveLength(1);
  });

  test("takes no cookie but one of this server's, not longer than ten minutes, from its own pages", async () => {
    const member = await mintMerchant();
    const pending = waiting(vouch({ email: member.email }));
    const good = await openBrowser(member, pending);
    const { cookie } = good.headers;
    const bad = [
      { ...good.headers, cookie: cookie.replace(/.{4}$/, "AAAA") },
      { ...good.headers, cookie: cookie.replace(/identity=.*/, "identity=nonsense") },
    ];
    for (const headers of bad) expect((await call(LINK, post({ headers }))).status).toBe(409);
    const elsewhere = { ...good.headers, origin: "http://evil.test" };
    expect((await call(LINK, post({ headers: elsewhere }))).status).toBe(403);
    expect((await call(LINK, { method: "POST" })).status).toBe(401);
    await expireProof(member);
    const late = await openBrowser(member, pending);
    await expireProof(member);
    expect((await call(LINK, post(late))).status).toBe(403);
    expect(await listOwn(member)).toEqual([]);
  });
});

async function expireProof(member: TestMember) {
  await ctx.db
    .update(sessions)
    .set({ provedAt: new Date(Date.now() - 11 * 60_000) })
    .where(eq(sessions.userId, member.ctx.caller.userId));
}

describe("DELETE /api/v1/account/identities/{provider}", () => {
  const unlink = (token: string, provider = "oidc") =>
    call(UNLINK, { method: "DELETE", token, params: { provider } });

  test("unlinks, ends the other sessions that began there, and tells by mail", async () => {
    const member = await mintMerchant();
    const known = await linkTo(member);
    const arrival = await signInWithIdentity(ctx, known, nobody);
    if (arrival.outcome !== "signed-in") throw new Error(arrival.outcome);
    expect((await unlink(member.token)).status).toBe(204);
    const claim = { kind: "portal", sessionId: arrival.sessionId, scopes: null } as const;
    expect(await findSession(ctx, claim)).toBeNull();
    expect(await listOwn(member)).toEqual([]);
    const [mail] = await takeMail(ctx, member.email);
    expect(mail?.subject).toBe("Single sign-on was disconnected from your account");
    expect((await unlink(member.token)).status).toBe(404);
  });

  test("is refused where it is the only way in, for a password or under the company's policy", async () => {
    const member = await mintMerchant();
    const { userId } = member.ctx.caller;
    await linkTo(member);
    await ctx.db.update(users).set({ passwordHash: null }).where(eq(users.id, userId));
    expect((await unlink(member.token)).status).toBe(409);
    await linkTo(member, { provider: "github" });
    const both = await Promise.all([unlink(member.token), unlink(member.token, "github")]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);

    const bound = await mintMerchant();
    await linkTo(bound);
    const provider = "oidc";
    await ctx.db
      .update(sessions)
      .set({ provider })
      .where(eq(sessions.userId, bound.ctx.caller.userId));
    await ctx.db
      .update(merchants)
      .set({ singleSignOnOnly: true })
      .where(eq(merchants.id, bound.ctx.merchantId));
    expect((await unlink(bound.token)).status).toBe(409);
    expect(await listOwn(bound)).toHaveLength(1);
  });

  test("is 404 for other names and other people's, 403 for an old proof, 401 for nobody", async () => {
    const member = await mintMerchant();
    const other = await mintMerchant();
    await linkTo(other);
    for (const provider of ["oidc", "google", "nonsense"]) {
      expect((await unlink(member.token, provider)).status).toBe(404);
    }
    await linkTo(member);
    await expireProof(member);
    expect((await unlink(member.token)).status).toBe(403);
    const unsigned = await call(UNLINK, { method: "DELETE", params: { provider: "oidc" } });
    expect(unsigned.status).toBe(401);
    expect(await listOwn(other)).toHaveLength(1);
  });
});

describe("POST /api/v1/account/identities/connect", () => {
  test("marks the browser for ten minutes, for a person with a recent proof", async () => {
    const member = await mintMerchant();
    const browser = await openBrowser(member, null);
    const { status, headers } = await call(CONNECT, post(browser));
    expect(status).toBe(204);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^keysmith\.linking=[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    await expireProof(member);
    expect((await call(CONNECT, post(browser))).status).toBe(403);
    expect((await call(CONNECT, { method: "POST" })).status).toBe(401);
  });
});

describe("POST /api/v1/merchants/from-identity", () => {
  test("makes a company and its owner, who is signed in and has no password", async () => {
    const vouched = vouch();
    const browser = await openBrowser(null, waiting(vouched));
    const answer = await call(FOUND, { ...browser, body: { merchantName: " Shop " } });
    expect([answer.status, answer.body]).toEqual([
      201,
      { id: expect.stringMatching(/^mer_/), name: "Shop", createdAt: expect.any(String) },
    ]);
    const [session, cleared] = answer.headers.getSetCookie();
    expect(cleared).toMatch(/^keysmith\.identity=; .*Max-Age=0/);
    const cookie = session?.split(";")[0] ?? "";
    const own = await call(LIST, { headers: { cookie } });
    expect(own.body.data).toMatchObject([{ provider: "oidc", email: vouched.email }]);
    const [user] = await ctx.db
      .select()
      .from(users)
      .where(eq(users.email, vouched.email ?? ""));
    expect(user).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) });
    const credentials = { email: vouched.email ?? "", password: testPassword };
    await expect(signInWithPassword(ctx, "portal", credentials)).rejects.toThrow("Incorrect");
    expect((await signInWithIdentity(ctx, vouched, nobody)).outcome).toBe("signed-in");
  });

  test("makes one of two at once, and none for an address that has an account by now", async () => {
    const browser = await openBrowser(null, waiting(vouch()));
    const twice = await Promise.all(
      [1, 2].map(() => call(FOUND, { ...browser, body: { merchantName: "Shop" } })),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    const member = await mintMerchant();
    const taken = await openBrowser(null, waiting(vouch({ email: member.email })));
    expect((await call(FOUND, { ...taken, body: { merchantName: "Shop" } })).status).toBe(409);
    expect(await listOwn(member)).toEqual([]);
  });

  test("is 409 without an identity or with one that waits for somebody, 403 from elsewhere", async () => {
    const body = { merchantName: "Shop" };
    const none = await openBrowser(null, null);
    expect((await call(FOUND, { ...none, body })).status).toBe(409);
    const linking = await openBrowser(null, waiting(vouch(), "usr_somebody"));
    expect((await call(FOUND, { ...linking, body })).status).toBe(409);
    const good = await openBrowser(null, waiting(vouch()));
    const headers = { ...good.headers, origin: "http://evil.test" };
    expect((await call(FOUND, { headers, body })).status).toBe(403);
    const { status, body: answer } = await call(FOUND, { ...good, body: { merchantName: "" } });
    expect([status, answer.details[0].field]).toEqual([400, "merchantName"]);
  });
});
