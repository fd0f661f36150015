import { createHmac, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { GET as JWKS } from "#app/.well-known/jwks.json/route.ts";
import { POST as PASSWORD } from "#app/api/v1/account/password/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/route.ts";
import { POST as REFRESH } from "#app/api/v1/auth/token/refresh/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { POST as SIGN_UP } from "#app/api/v1/merchants/route.ts";
import { auditEvents, memberships, sessions } from "#drizzle/schema.ts";
import { getSigningKeys } from "#lib/auth/signing-keys.ts";
import { getServer } from "#lib/runtime/server.ts";
import { endSession, startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant, testPassword } from "#lib/testing/records/merchants.ts";

const unauthorized = {
  error: "Unauthorized",
  message: "Authentication required. Please provide a valid API token",
  code: 401,
};

async function portalCookie(merchant: Awaited<ReturnType<typeof mintMerchant>>) {
  const { merchantId, caller } = merchant.ctx;
  const session = await startSession(merchant.ctx, "portal", { merchantId, userId: caller.userId });
  const sid = session.claim.sessionId;
  const token = await encode({
    token: { sid },
    secret: getServer().env.KEYSMITH_SESSION_SECRET[0].text,
  });
  return { session, token, cookie: `keysmith.session=${token}` };
}

describe("POST /api/v1/auth/token", () => {
  test("gives a token for the right password, and one answer to every wrong one", async () => {
    const { email } = await mintMerchant();
    const good = await call(TOKEN, {
      body: { email: email.toUpperCase(), password: testPassword },
    });
    expect(good.status).toBe(200);
    expect(good.body).toEqual({
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      tokenType: "Bearer",
      expiresIn: 900,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect((await call(LIST, { token: good.body.accessToken })).status).toBe(200);
    const wrong = await call(TOKEN, { body: { email, password: "wrong" } });
    const nobody = await call(TOKEN, { body: { email: "nobody@example.test", password: "wrong" } });
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(nobody.body);
    expect((await call(TOKEN, { body: { email: "x", password: "" } })).body.details).toHaveLength(
      2,
    );
  });

  test("throttles guesses at one account from one address, and tells when to come back", async () => {
    const { email } = await mintMerchant();
    const headers = { "x-forwarded-for": "198.51.100.1" };
    const guess = (password: string) => call(TOKEN, { body: { email, password }, headers });
    for (let i = 0; i < 12; i++) expect((await guess(testPassword)).status).toBe(200);
    for (let i = 0; i < 10; i++) expect((await guess(`wrong ${i}`)).status).toBe(401);
    const refused = await guess(testPassword);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit")).toMatch(/^"sign-in-account";r=0;t=\d+$/);
    const elsewhere = { "x-forwarded-for": "198.51.100.2" };
    const owner = await call(TOKEN, {
      body: { email, password: testPassword },
      headers: elsewhere,
    });
    expect(owner.status).toBe(200);
  });

  test("a refresh token works once; its reuse ends the whole family", async () => {
    const { email } = await mintMerchant();
    const first = (await call(TOKEN, { body: { email, password: testPassword } })).body;
    const refresh = (refreshToken: string) => call(REFRESH, { body: { refreshToken } });
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect((await call(LIST, { token: second.body.accessToken })).status).toBe(200);
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(second.body.refreshToken)).status).toBe(401);
    expect((await call(LIST, { token: second.body.accessToken })).status).toBe(401);
    expect((await refresh("nonsense")).status).toBe(401);
  });
});

describe("an access token", () => {
  const now = () => Math.floor(Date.now() / 1000);

  async function forge(
    ctx: Awaited<ReturnType<typeof mintMerchant>>["ctx"],
    claims: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
  ) {
    const [key] = await getSigningKeys(ctx);
    if (!key) throw new Error("no key");
    const payload = {
      iss: "http://localhost",
      aud: "keysmith-api",
      sub: ctx.caller.userId,
      sid: ctx.claim.sessionId,
      merchant_id: ctx.merchantId,
      scope: "applications:read",
      iat: now(),
      exp: now() + 600,
      ...claims,
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  test("verifies against the published JWKS, which holds no private half", async () => {
    const { token } = await mintMerchant();
    const { status, body } = await call(JWKS);
    const header = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
    expect(status).toBe(200);
    expect(header).toEqual({ alg: "ES256", typ: "at+jwt", kid: body.keys[0].kid });
    expect(Object.keys(body.keys[0]).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
  });

  test("is refused when anything in it is wrong, with one body for all", async () => {
    const { ctx, token } = await mintMerchant();
    const [head, payload, signature] = token.split(".") as [string, string, string];
    const encodePart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const { keys } = (await call(JWKS)).body;
    const hmacHead = encodePart({ alg: "HS256", typ: "at+jwt", kid: keys[0].kid });
    const hmac = createHmac("sha256", JSON.stringify(keys[0])).update(`${hmacHead}.${payload}`);
    const stranger = await generateKeyPair("ES256", { extractable: true });
    const embedded = new SignJWT({ sid: ctx.claim.sessionId, scope: "applications:read" })
      .setProtectedHeader({
        alg: "ES256",
        typ: "at+jwt",
        kid: keys[0].kid,
        jwk: await exportJWK(stranger.publicKey),
        jku: "http://127.0.0.1:9/jwks.json",
      })
      .setExpirationTime("10m")
      .sign(stranger.privateKey);
    const bad = [
      `${encodePart({ alg: "none", typ: "at+jwt", kid: keys[0].kid })}.${payload}.`,
      `${hmacHead}.${payload}.${hmac.digest("base64url")}`,
      `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${head}.${encodePart({ sub: "x" })}.${signature}`,
      await embedded,
      await forge(ctx, { iss: "https://elsewhere.example" }),
      await forge(ctx, { aud: "another-api" }),
      await forge(ctx, { exp: undefined }),
      await forge(ctx, { exp: now() - 61 }),
      await forge(ctx, { iat: now() + 90 }),
      await forge(ctx, { nbf: now() + 90 }),
      await forge(ctx, { iat: now() - 3600, exp: now() + 3600 }),
      await forge(ctx, { sid: "ses_unknown" }),
      await forge(ctx, {}, { typ: "JWT" }),
      await forge(ctx, {}, { kid: "unknown" }),
      (await portalCookie({ ctx, email: "", token })).token,
      "x".repeat(64 * 1024),
      "%E0%A4%A",
    ];
    for (const text of bad) {
      const { status, body } = await call(LIST, { token: text });
      expect([status, body]).toEqual([401, unauthorized]);
    }
    expect((await call(LIST, { token: await forge(ctx) })).status).toBe(200);
    const skews = [{ exp: now() - 50 }, { iat: now() + 50 }, { nbf: now() + 50 }];
    for (const skew of skews) {
      expect((await call(LIST, { token: await forge(ctx, skew) })).status).toBe(200);
    }
  });

  test("without the scope is 403 and says which kind of error", async () => {
    const { ctx } = await mintMerchant();
    const token = await forge(ctx);
    const { status, headers } = await call(CREATE, { token, body: { name: "x" } });
    expect(status).toBe(403);
    expect(headers.get("www-authenticate")).toBe('Bearer error="insufficient_scope"');
  });

  test("ends at once with its session, its membership, and a changed password", async () => {
    const { ctx, token, email } = await mintMerchant();
    const mine = (await call(TOKEN, { body: { email, password: testPassword } })).body.accessToken;
    const body = { currentPassword: testPassword, newPassword: "another good passphrase" };
    const wrong = await call(PASSWORD, { token: mine, body: { ...body, currentPassword: "x" } });
    expect([wrong.status, wrong.body.details[0].field]).toEqual([400, "currentPassword"]);
    expect((await call(PASSWORD, { token: mine, body })).status).toBe(204);
    expect((await call(LIST, { token: mine })).status).toBe(200);
    expect((await call(LIST, { token })).status).toBe(401);
    expect((await call(TOKEN, { body: { email, password: testPassword } })).status).toBe(401);
    await ctx.db.delete(memberships).where(eq(memberships.userId, ctx.caller.userId));
    expect((await call(LIST, { token: mine })).status).toBe(401);
  });
});

describe("the portal's session", () => {
  test("is good while the database says so, and not after signing out", async () => {
    const merchant = await mintMerchant();
    const { session, cookie } = await portalCookie(merchant);
    expect((await call(LIST, { headers: { cookie } })).status).toBe(200);
    await endSession(session);
    await endSession(session);
    expect((await call(LIST, { headers: { cookie } })).status).toBe(401);
    const events = await merchant.ctx.db
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.sessionId, session.claim.sessionId));
    expect(events.map((event) => event.action).sort()).toEqual([
      "account.signed_in",
      "account.signed_out",
    ]);
  });

  test("changes something only from the portal's own origin", async () => {
    const { cookie } = await portalCookie(await mintMerchant());
    const create = (headers: Record<string, string>) =>
      call(CREATE, { body: { name: "x" }, headers: { cookie, host: "keys.test", ...headers } });
    for (const origin of [
      "https://evil.test",
      "http://a.keys.test",
      "http://keys.test:81",
      "null",
      "x",
    ]) {
      expect((await create({ origin })).status).toBe(403);
    }
    expect((await create({})).status).toBe(403);
    expect((await create({ origin: "http://keys.test" })).status).toBe(201);
  });

  test("is not looked at where a bearer token is sent, nor taken for one", async () => {
    const { cookie, token, session } = await portalCookie(await mintMerchant());
    expect((await call(LIST, { token: "x.y.z", headers: { cookie } })).status).toBe(401);
    expect((await call(LIST, { token })).status).toBe(401);
    const forged = `keysmith.session=${await encode({ token: { sid: session.claim.sessionId }, secret: randomUUID() })}`;
    expect((await call(LIST, { headers: { cookie: forged } })).status).toBe(401);
  });

  test("ends when its time is over, and is cleared away at the next sign-in", async () => {
    const merchant = await mintMerchant();
    const { cookie, session } = await portalCookie(merchant);
    await session.db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(sessions.id, session.claim.sessionId));
    expect((await call(LIST, { headers: { cookie } })).status).toBe(401);
    await portalCookie(merchant);
    const left = await merchant.ctx.db
      .select()
      .from(sessions)
      .where(eq(sessions.id, session.claim.sessionId));
    expect(left).toEqual([]);
  });
});

describe("POST /api/v1/merchants", () => {
  const body = () => ({
    merchantName: "Shop",
    email: `${randomUUID()}@example.test`,
    password: testPassword,
  });

  test("makes merchant and owner; the same address again is 409 and makes nothing", async () => {
    const sent = body();
    const made = await call(SIGN_UP, { body: sent });
    expect([made.status, made.body.name]).toEqual([201, "Shop"]);
    expect(JSON.stringify(made.body)).not.toMatch(/argon2|password/);
    const again = await Promise.all([1, 2, 3].map(() => call(SIGN_UP, { body: sent })));
    expect(again.map((answer) => answer.status)).toEqual([409, 409, 409]);
    const { email, password } = sent;
    expect((await call(TOKEN, { body: { email, password } })).status).toBe(200);
  });

  test.each([
    [{ merchantName: "" }, "merchantName"],
    [{ email: "nobody" }, "email"],
    [{ password: "elevenchars" }, "password"],
    [{ role: "owner" }, "role"],
  ])("refuses %j, naming the field", async (wrong, field) => {
    const { status, body: answer } = await call(SIGN_UP, { body: { ...body(), ...wrong } });
    expect([status, answer.details[0].field]).toEqual([400, field]);
  });
});
