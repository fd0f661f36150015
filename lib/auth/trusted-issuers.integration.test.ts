import { createHmac, randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { and, eq, like } from "drizzle-orm";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  POST as CREATE_KEY,
  GET as LIST_KEYS,
} from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/route.ts";
import { GET as EVENTS } from "#app/api/v1/audit-events/route.ts";
import { identities, memberships, merchants, sessions, users } from "#drizzle/schema.ts";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startTokenIssuer } from "#lib/testing/identity/token-issuer.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const unauthorized = {
  error: "Unauthorized",
  message: "Authentication required. Please provide a valid API token",
  code: 401,
};

const provider = await startTokenIssuer();
const { origin } = provider;
afterAll(provider.close);

const pair = await generateKeyPair("RS256", { extractable: true });
const kid = "first";
const publicJwk = { ...(await exportJWK(pair.publicKey)), kid, use: "sig" };

let trusted: TrustedIssuer;
const audience = "https://keys.test";
const merchantClaim = "https://keys.test/merchant";

vi.useFakeTimers({ toFake: ["performance"] });
const passSeconds = (seconds: number) => vi.advanceTimersByTime(seconds * 1000 + 1);

// Each test has an issuer of its own, about which the process remembers nothing.
beforeEach(() => {
  trusted = { issuer: `${origin}/${randomUUID()}`, audience, merchantClaim, role: "developer" };
  getServer().env.TRUSTED_ISSUERS = [trusted];
  Object.assign(provider, { keys: [publicJwk], answer: null, asked: [] });
});

const now = () => Math.floor(Date.now() / 1000);
const everything = "applications:read applications:write api-keys:read api-keys:write audit:read";

interface Forgery {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: CryptoKey;
}

function sign(merchantId: string, { claims, header, key = pair.privateKey }: Forgery = {}) {
  const payload = {
    iss: trusted.issuer,
    aud: audience,
    sub: "payroll",
    [merchantClaim]: merchantId,
    scope: everything,
    iat: now(),
    exp: now() + 600,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid, ...header })
    .sign(key);
}

const getStatus = async (token: string) => (await call(LIST, { token })).status;

describe("a machine that a trusted issuer vouches for", () => {
  test("creates and lists applications and keys; the audit log calls it by its name", async () => {
    const { ctx, token: owner } = await mintMerchant();
    const token = await sign(ctx.merchantId);
    const application = await call(CREATE, { token, body: { name: "Payroll" } });
    expect(application.status).toBe(201);
    const params = { id: application.body.id };
    const key = await call(CREATE_KEY, { token, params, body: { description: "Nightly" } });
    expect(key.status).toBe(201);
    const listed = await call(LIST_KEYS, { token, params });
    const name = `payroll at ${new URL(origin).host}`;
    expect(listed.body.data).toMatchObject([{ id: key.body.id, createdBy: expect.anything() }]);
    const { body } = await call(EVENTS, { token: owner });
    const byMachine = body.data.filter((event: { via: string }) => event.via === "issuer");
    expect(byMachine.map((event: { action: string }) => event.action)).toEqual([
      "api_key.created",
      "application.created",
      "account.signed_in",
    ]);
    for (const { actor } of byMachine) expect(actor).toMatchObject({ email: null, name });
    expect(provider.asked).toHaveLength(2);
  });

  test("does what both its scopes and its issuer's role allow", async () => {
    const { ctx } = await mintMerchant();
    const scoped = (claims: Record<string, unknown>) => sign(ctx.merchantId, { claims });
    const reader = await scoped({ scope: "openid applications:read members:write" });
    expect(await getStatus(reader)).toBe(200);
    const refused = await call(CREATE, { token: reader, body: { name: "x" } });
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([
      403,
      'Bearer error="insufficient_scope"',
    ]);
    const listed = await scoped({ scope: undefined, scp: ["applications:read"] });
    expect(await getStatus(listed)).toBe(200);
    expect(await getStatus(await scoped({ scope: undefined, scp: "applications:read x" }))).toBe(
      200,
    );
    expect(await getStatus(await scoped({ scope: undefined }))).toBe(403);
    const token = await scoped({});
    expect((await call(EVENTS, { token })).status).toBe(403);
    expect((await call(CREATE, { token, body: { name: "x" } })).status).toBe(201);
    trusted.role = "viewer";
    expect((await call(CREATE, { token, body: { name: "x" } })).status).toBe(403);
    trusted.role = "admin";
    expect((await call(EVENTS, { token })).status).toBe(200);
  });

  test("is made once, however many calls come at once, and again where it has gone", async () => {
    const { ctx } = await mintMerchant();
    const token = await sign(ctx.merchantId);
    const first = await Promise.all(Array.from({ length: 20 }, () => getStatus(token)));
    expect(new Set(first)).toEqual(new Set([200]));
    const { db, merchantId } = ctx;
    const isOurs = and(
      eq(identities.provider, trusted.issuer),
      like(identities.subject, `${merchantId} %`),
    );
    const [machine, ...others] = await db.select().from(identities).where(isOurs);
    const userId = machine?.userId ?? "";
    expect(others).toEqual([]);
    const own = () => db.$count(sessions, eq(sessions.userId, userId));
    expect([await own(), await db.$count(users, eq(users.id, userId))]).toEqual([1, 1]);
    await db.delete(memberships).where(eq(memberships.userId, userId));
    expect(await own()).toBe(0);
    expect(await getStatus(token)).toBe(200);
    expect([await own(), await db.$count(identities, isOurs)]).toEqual([1, 1]);
  });

  test("acts for each merchant on its own, and sees nothing of another one", async () => {
    const [one, two] = [await mintMerchant(), await mintMerchant()];
    const application = await mintApplication(one.ctx);
    const listNames = async (token: string) =>
      (await call(LIST, { token })).body.data.map(({ id }: { id: string }) => id);
    expect(await listNames(await sign(one.ctx.merchantId))).toEqual([application.id]);
    const token = await sign(two.ctx.merchantId);
    expect(await listNames(token)).toEqual([]);
    const strange = await call(LIST_KEYS, { token, params: { id: application.id } });
    expect(strange.status).toBe(404);
  });

  test("is refused for a merchant that is unknown or closed", async () => {
    const { ctx } = await mintMerchant();
    const token = await sign(ctx.merchantId);
    expect(await getStatus(token)).toBe(200);
    await ctx.db
      .update(merchants)
      .set({ closedAt: new Date() })
      .where(eq(merchants.id, ctx.merchantId));
    expect(await getStatus(token)).toBe(401);
    expect(await getStatus(await sign("mer_01jz0000000000000000000000"))).toBe(401);
  });
});

describe("a token that claims to be of a trusted issuer", () => {
  test("is refused when anything in it is wrong, with one body for all", async () => {
    const { ctx } = await mintMerchant();
    const { merchantId } = ctx;
    const good = await sign(merchantId);
    const [head, payload, signature] = good.split(".") as [string, string, string];
    const encodePart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const hmacHead = encodePart({ alg: "HS256", typ: "at+jwt", kid });
    const hmac = createHmac("sha256", JSON.stringify(publicJwk)).update(`${hmacHead}.${payload}`);
    const stranger = await generateKeyPair("RS256", { extractable: true });
    const key = stranger.privateKey;
    const jwk = await exportJWK(stranger.publicKey);
    const wrong: Forgery[] = [
      { key },
      { key, header: { jwk, jku: `${origin}/evil/jwks`, x5u: `${origin}/evil` } },
      { key, header: { kid: "unknown" } },
      { header: { kid: undefined } },
      { header: { typ: "logout+jwt" } },
      { header: { typ: "dpop+jwt" } },
      { claims: { aud: "another-api" } },
      { claims: { aud: undefined } },
      { claims: { exp: undefined } },
      { claims: { iat: undefined } },
      { claims: { exp: now() - 61 } },
      { claims: { iat: now() + 90 } },
      { claims: { nbf: now() + 90 } },
      { claims: { exp: now() + 25 * 3600 } },
      { claims: { nonce: "n" } },
      { claims: { at_hash: "h" } },
      { claims: { sub: undefined } },
      { claims: { sub: "" } },
      { claims: { sub: "a\u0000b" } },
      { claims: { sub: 7 } },
      { claims: { [merchantClaim]: undefined } },
      { claims: { [merchantClaim]: "nonsense" } },
      { claims: { [merchantClaim]: [merchantId] } },
    ];
    const bad = [
      `${encodePart({ alg: "none", typ: "at+jwt", kid })}.${payload}.`,
      `${hmacHead}.${payload}.${hmac.digest("base64url")}`,
      `${encodePart({ alg: "RS256", kid, crit: ["x"], x: 1 })}.${payload}.${signature}`,
      `${head}.${payload}.${signature.slice(0, -8)}AAAAAAAA`,
      `${good}${"x".repeat(64 * 1024)}`,
      ...(await Promise.all(wrong.map((each) => sign(merchantId, each)))),
    ];
    for (const [index, token] of bad.entries()) {
      const { status, body } = await call(LIST, { token });
      expect([index, status, body]).toEqual([index, 401, unauthorized]);
    }
    expect(provider.asked.filter((path) => path.includes("evil"))).toEqual([]);
    expect(provider.asked).toHaveLength(2);
    const skewed: Forgery[] = [
      {},
      { claims: { exp: now() - 50 } },
      { claims: { iat: now() + 50 } },
      { claims: { nbf: now() + 50 } },
      { header: { typ: "JWT" } },
      { header: { typ: undefined } },
      { claims: { aud: ["other", audience] } },
    ];
    for (const each of skewed) expect(await getStatus(await sign(merchantId, each))).toBe(200);
  });

  test("but is of another one, or of none, is refused without a call to anybody", async () => {
    const { ctx, token: own } = await mintMerchant();
    for (const iss of ["https://elsewhere.example", `${trusted.issuer}/`, undefined, 7]) {
      const token = await sign(ctx.merchantId, { claims: { iss } });
      expect(await getStatus(token)).toBe(401);
    }
    expect(await getStatus(own)).toBe(200);
    expect(provider.asked).toEqual([]);
  });

  test("signed by a key whose algorithm is another one, or that is not for signatures, is refused", async () => {
    const { ctx } = await mintMerchant();
    provider.keys = [{ ...publicJwk, alg: "RS512" }];
    expect(await getStatus(await sign(ctx.merchantId))).toBe(401);
    passSeconds(601);
    provider.keys = [{ ...publicJwk, use: "enc" }];
    expect(await getStatus(await sign(ctx.merchantId))).toBe(401);
    passSeconds(601);
    provider.keys = [publicJwk];
    expect(await getStatus(await sign(ctx.merchantId))).toBe(200);
  });
});

describe("the keys of a trusted issuer", () => {
  test("are remembered for ten minutes, and for a day while it is away", async () => {
    const { ctx } = await mintMerchant();
    const day = { exp: now() + 24 * 3600 };
    const first = await sign(ctx.merchantId, { claims: day });
    expect(await getStatus(first)).toBe(200);
    passSeconds(590);
    expect(await getStatus(first)).toBe(200);
    expect(provider.asked).toHaveLength(2);
    provider.answer = (res) => Boolean(res.writeHead(500).end());
    passSeconds(20);
    expect(await getStatus(first)).toBe(200);
    expect(provider.asked).toHaveLength(3);
    passSeconds(23 * 3600);
    expect(await getStatus(await sign(ctx.merchantId, { claims: { sub: "other" } }))).toBe(200);
    passSeconds(3600);
    const { status, headers } = await call(LIST, { token: first });
    expect([status, headers.get("retry-after")]).toEqual([503, "30"]);
    provider.answer = null;
    passSeconds(31);
    expect(await getStatus(first)).toBe(200);
  });

  test("are asked for anew where one is unknown, twice a minute at most; one withdrawn is good no more", async () => {
    const { ctx } = await mintMerchant();
    const old = await sign(ctx.merchantId);
    expect(await getStatus(old)).toBe(200);
    const next = await generateKeyPair("ES256", { extractable: true });
    provider.keys = [{ ...(await exportJWK(next.publicKey)), kid: "second", alg: "ES256" }];
    const header = { kid: "second", alg: "ES256" };
    const fresh = await sign(ctx.merchantId, { key: next.privateKey, header });
    for (let i = 0; i < 5; i++) expect(await getStatus(fresh)).toBe(401);
    expect(provider.asked).toHaveLength(2);
    passSeconds(30);
    expect(await getStatus(fresh)).toBe(200);
    expect(await getStatus(old)).toBe(401);
    expect(provider.asked).toHaveLength(4);
  });

  test("may be named by an address of their own", async () => {
    const { ctx } = await mintMerchant();
    trusted.jwksUri = `${origin}/${randomUUID()}/jwks`;
    expect(await getStatus(await sign(ctx.merchantId))).toBe(200);
    expect(provider.asked).toHaveLength(1);
  });

  const broken: [string, (res: ServerResponse, path: string) => boolean][] = [
    ["too long", (res) => Boolean(res.end(JSON.stringify({ keys: [], x: "x".repeat(70_000) })))],
    ["no JSON", (res) => Boolean(res.end("<html>"))],
    ["a redirect", (res) => Boolean(res.writeHead(302, { Location: `${origin}/jwks` }).end())],
    [
      "for another issuer",
      (res) => Boolean(res.end(JSON.stringify({ issuer: origin, jwks_uri: `${origin}/jwks` }))),
    ],
    [
      "at an address that can be tampered with",
      (res) => {
        const jwks_uri = "http://keys.example.com/jwks";
        return Boolean(res.end(JSON.stringify({ issuer: trusted.issuer, jwks_uri })));
      },
    ],
    ["never there", () => true],
  ];
  test.each(broken)("are not taken where the answer is %s", async (_, how) => {
    const { ctx } = await mintMerchant();
    provider.answer = how;
    const startedAt = Date.now();
    const { status } = await call(LIST, { token: await sign(ctx.merchantId) });
    expect(status).toBe(503);
    expect(Date.now() - startedAt).toBeLessThan(4000);
    expect(provider.asked).toHaveLength(1);
  });
});
