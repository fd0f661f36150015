import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { encode } from "next-auth/jwt";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { GET, POST as VERIFY } from "#app/api/v1/api-keys/verify/route.ts";
import { GET as METRICS } from "#app/metrics/route.ts";
import { apiKeys, merchants, serviceTokens } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import type { Context } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { toAppError } from "#lib/http/errors.ts";
import { newId } from "#lib/ids.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { listServiceTokens } from "#lib/service-tokens/list.ts";
import { revokeServiceToken } from "#lib/service-tokens/revoke.ts";
import type { CreateServiceTokenBody, ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import {
  generateServiceToken,
  hashServiceToken,
  isServiceToken,
} from "#lib/service-tokens/token.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const db = new Proxy(ctx.db, {
  get: () => {
    throw new Error("the database was asked");
  },
});
const away: Context = { ...ctx, db };

const mintToken = () => createServiceToken(ctx, { name: newId("svc") });

// Each test starts with an expired snapshot.
vi.useFakeTimers({ toFake: ["performance"] });
beforeEach(() => {
  vi.advanceTimersByTime(60_000);
});

describe("a service token", () => {
  test("has a mark, 256 random bits and a checksum, which refuses any changed character", () => {
    expect(generateServiceToken("ks")).toMatch(/^ks_svc_[0-9A-Za-z]{49}$/);
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(..."0Aaz_- "), (at, character) => {
        const token = generateServiceToken("ks");
        const index = at % token.length;
        fc.pre(token[index] !== character);
        const changed = token.slice(0, index) + character + token.slice(index + 1);
        expect([isServiceToken("ks", token), isServiceToken("ks", changed)]).toEqual([true, false]);
      }),
    );
    expect(isServiceToken("ks", generateFullKey("ks", "live"))).toBe(false);
    expect(isServiceToken("ab", generateServiceToken("ks"))).toBe(false);
  });

  test("is told once, and leaves a hash of its own", async () => {
    const created = await mintToken();
    expect(created).toEqual({
      id: expect.stringMatching(/^svc_/),
      name: created.name,
      token: expect.stringMatching(/^ks_svc_/),
      tokenPrefix: created.token.slice(0, 12),
      scopes: ["verify", "metrics"],
      expiresAt: null,
      createdAt: expect.stringMatching(/Z$/),
      revokedAt: null,
    });
    const { token, ...shown } = created;
    const listed = await listServiceTokens(ctx);
    expect(listed).toContainEqual(shown);
    const [row] = await ctx.db.select().from(serviceTokens).where(eq(serviceTokens.id, shown.id));
    expect(row?.tokenHash).toHaveLength(32);
    expect(JSON.stringify([listed, row])).not.toContain(token.slice(12));
  });

  test("has a name of its own until it is revoked, also among creates at once", async () => {
    const name = newId("svc");
    const creates = await Promise.allSettled(
      [1, 2, 3, 4].map(() => createServiceToken(ctx, { name })),
    );
    expect(creates.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [first] = (await listServiceTokens(ctx)).filter((token) => token.name === name);
    const again = createServiceToken(ctx, { name });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    await revokeServiceToken(ctx, first?.id ?? "");
    expect(await createServiceToken(ctx, { name })).toMatchObject({ name });
  });

  test("is revoked once: a repeat changes nothing, and an unknown one is not found", async () => {
    const { id } = await mintToken();
    const revoked = await revokeServiceToken(ctx, id);
    expect(revoked.revokedAt).toMatch(/Z$/);
    expect(await revokeServiceToken(ctx, id)).toEqual(revoked);
    const unknown = revokeServiceToken(ctx, newId("svc"));
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the memory of service tokens", () => {
  test("spares the database for 5 s, and not longer", async () => {
    const { token } = await mintToken();
    await authenticateServiceToken(ctx, token, "verify");
    vi.advanceTimersByTime(4900);
    await authenticateServiceToken(away, token, "verify");
    vi.advanceTimersByTime(200);
    await expect(authenticateServiceToken(away, token, "verify")).rejects.toThrow(
      "the database was asked",
    );
    await authenticateServiceToken(ctx, token, "verify");
  });

  test("ends with a revoked token within 5 s", async () => {
    const { id, token } = await mintToken();
    await authenticateServiceToken(ctx, token, "verify");
    await revokeServiceToken(ctx, id);
    vi.advanceTimersByTime(5001);
    const refused = authenticateServiceToken(ctx, token, "verify");
    await expect(refused).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("is read again by itself before it is too old", async () => {
    const { token } = await mintToken();
    await authenticateServiceToken(ctx, token, "verify");
    vi.advanceTimersByTime(2600);
    await authenticateServiceToken(ctx, token, "verify");
    vi.advanceTimersByTime(2500);
    await authenticateServiceToken(away, token, "verify");
  });

  test("is no refusal while the database is away: that is 503", async () => {
    const { token } = await mintToken();
    const unreachable = {
      ...ctx,
      db: connect("postgres://nobody@127.0.0.1:1/none", { prepare: true }),
    };
    for (const shown of [token, generateServiceToken("ks")]) {
      const failure = await authenticateServiceToken(unreachable, shown, "verify").catch(
        toAppError,
      );
      expect(failure).toMatchObject({ status: 503, options: { retryAfterSeconds: 1 } });
    }
  });

  test("asks the database about unknown tokens once a second, and of malformed ones never", async () => {
    const unknown = () => authenticateServiceToken(away, generateServiceToken("ks"), "verify");
    await authenticateServiceToken(ctx, (await mintToken()).token, "verify");
    for (let i = 0; i < 20; i++) await expect(unknown()).rejects.toMatchObject({ status: 401 });
    vi.advanceTimersByTime(1001);
    await expect(unknown()).rejects.toThrow("the database was asked");
    const { token } = await mintToken();
    await authenticateServiceToken(ctx, token, "verify");
    for (const malformed of ["", "x", `${token}0`, token.slice(0, -1), token.toLowerCase()]) {
      const refused = authenticateServiceToken(away, malformed, "verify");
      await expect(refused).rejects.toMatchObject({ status: 401 });
    }
  });
});

describe("the scopes and the expiry of a service token", () => {
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const mint = (input: Omit<CreateServiceTokenBody, "name">) =>
    createServiceToken(ctx, { name: newId("svc"), ...input });
  const getCode = (work: Promise<unknown>) =>
    work.then(
      () => "admitted",
      (error) => `${error.code} ${error.options?.challenge}`,
    );

  test("admit it for what it may do alone, and say what is missing", async () => {
    const verifies = await mint({ scopes: ["verify"] });
    const reads = await mint({ scopes: ["metrics", "merchants:read", "metrics"] });
    expect(reads.scopes).toEqual(["metrics", "merchants:read"]);
    const refused = "forbidden insufficient_scope";
    const admit = (token: string, scope: ServiceTokenScope) =>
      getCode(authenticateServiceToken(ctx, token, scope));
    expect(await admit(verifies.token, "verify")).toBe("admitted");
    expect(await admit(verifies.token, "metrics")).toBe(refused);
    expect(await admit(reads.token, "metrics")).toBe("admitted");
    expect(await admit(reads.token, "verify")).toBe(refused);
    expect(await admit(reads.token, "merchants:write")).toBe(refused);
  });

  test("are asked for by the portal's endpoints: 403 for the one that is missing", async () => {
    const verifies = await mint({ scopes: ["verify"] });
    const reads = await mint({ scopes: ["metrics"] });
    const body = { key: "x" };
    expect((await call(VERIFY, { token: verifies.token, body })).status).toBe(200);
    expect((await call(METRICS, { token: verifies.token })).status).toBe(403);
    const refused = await call(VERIFY, { token: reads.token, body });
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([
      403,
      'Bearer error="insufficient_scope"',
    ]);
    expect(refused.body.message).toBe("This service token doesn't have the scope verify");
  });

  test("end it in time, also where only the memory is asked", async () => {
    const { token } = await mint({ expiresAt: inSeconds(4) });
    await authenticateServiceToken(ctx, token, "verify");
    vi.advanceTimersByTime(1000);
    await authenticateServiceToken(away, token, "verify");
    vi.advanceTimersByTime(3000);
    const expired = getCode(authenticateServiceToken(away, token, "verify"));
    expect(await expired).toBe("unauthorized invalid_token");
  });

  test("end it by the database's clock", async () => {
    const { id, token } = await mint({ expiresAt: inSeconds(3600) });
    const past = { expiresAt: sql`now() - interval '1 second'` };
    await ctx.db.update(serviceTokens).set(past).where(eq(serviceTokens.id, id));
    const expired = getCode(authenticateServiceToken(ctx, token, "verify"));
    expect(await expired).toBe("unauthorized invalid_token");
  });

  test("may not lie in the past", async () => {
    const refused = mint({ expiresAt: inSeconds(-1) });
    await expect(refused).rejects.toMatchObject({ code: "bad_request" });
  });

  test("are those of before for a token that the release before has made", async () => {
    const token = generateServiceToken("ks");
    const tokenHash = hashServiceToken(ctx.secrets.serviceToken, token);
    const id = newId("svc");
    await ctx.db.execute(sql`
      insert into service_tokens (id, name, token_hash, token_prefix)
      values (${id}, ${id}, decode(${tokenHash.toString("hex")}, 'hex'), ${token.slice(0, 12)})`);
    for (const scope of ["verify", "metrics"] as const) {
      expect(await getCode(authenticateServiceToken(ctx, token, scope))).toBe("admitted");
    }
    const [shown] = (await listServiceTokens(ctx)).filter((each) => each.id === id);
    expect(shown).toMatchObject({ scopes: ["verify", "metrics"], expiresAt: null });
  });
});

describe("POST /api/v1/api-keys/verify", () => {
  async function setUp(options: { scopes?: string[]; ipAllowlist?: string[] } = {}) {
    const merchant = await mintMerchant();
    const { id } = await mintApplication(merchant.ctx);
    const input = { applicationId: id, description: "Checkout", ...options };
    const key = await createApiKey(merchant.ctx, input);
    const { token } = await mintToken();
    const verify = (body: unknown, headers?: Record<string, string>) =>
      call(VERIFY, { token, body, headers });
    const getCode = async (body: unknown) => {
      const { status, body: verdict } = await verify(body);
      expect(status).toBe(200);
      return verdict.valid ? "valid" : verdict.code;
    };
    return { merchant, key, token, verify, getCode };
  }

  test("says who a key is, what it may do and until when", async () => {
    const { merchant, key, verify } = await setUp({ scopes: ["payments:read"] });
    const { status, body } = await verify({ key: key.fullKey, scope: "payments:read" });
    expect([status, body]).toEqual([
      200,
      {
        valid: true,
        merchantId: merchant.ctx.merchantId,
        applicationId: key.applicationId,
        keyId: key.id,
        environment: "live",
        scopes: ["payments:read"],
        expiresAt: null,
      },
    ]);
  });

  test("says why a key is refused, by each code", async () => {
    const { merchant, key, getCode } = await setUp({
      scopes: ["payments:read"],
      ipAllowlist: ["203.0.113.0/24", "2001:db8::/32"],
    });
    const { fullKey } = key;
    const ip = "203.0.113.7";
    expect(await getCode({ key: fullKey, ip })).toBe("valid");
    expect(await getCode({ key: fullKey, ip: "2001:db8::1" })).toBe("valid");
    expect(await getCode({ key: fullKey, ip: "::ffff:203.0.113.7" })).toBe("valid");
    expect(await getCode({ key: fullKey, ip: "203.0.114.7" })).toBe("ip_denied");
    expect(await getCode({ key: fullKey })).toBe("ip_denied");
    expect(await getCode({ key: fullKey, ip, scope: "refunds:write" })).toBe("insufficient_scope");
    expect(await getCode({ key: generateFullKey("ks", "live"), ip })).toBe("not_found");
    for (const malformed of ["", "x", `${fullKey}0`, fullKey.slice(0, -1), "k".repeat(60_000)]) {
      expect(await getCode({ key: malformed, ip })).toBe("malformed");
    }
    const { merchantId } = merchant.ctx;
    const suspend = (at: unknown) =>
      ctx.db
        .update(merchants)
        .set({ suspendedAt: at as Date | null })
        .where(eq(merchants.id, merchantId));
    await suspend(sql`now()`);
    expect(await getCode({ key: fullKey, ip })).toBe("suspended");
    await suspend(null);
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, key.id));
    expect(await getCode({ key: fullKey, ip })).toBe("expired");
    await revokeApiKey(merchant.ctx, { applicationId: key.applicationId, keyId: key.id });
    expect(await getCode({ key: fullKey, ip })).toBe("revoked");
  });

  test("refuses a malformed key without touching the database", async () => {
    const wrong = `${generateFullKey("ks", "live").slice(0, -1)}_`;
    for (const key of ["", "x", wrong, generateServiceToken("ks"), "k".repeat(60_000)]) {
      const verdict = await verifyApiKey(away, { key, ip: null, userAgent: null });
      expect(verdict).toEqual({ valid: false, code: "malformed" });
    }
  });

  test("is 401 without a good service token, whatever else is shown", async () => {
    const { merchant, key } = await setUp();
    const revoked = await mintToken();
    await revokeServiceToken(ctx, revoked.id);
    const body = { key: key.fullKey };
    const { userId } = merchant.ctx.caller;
    const portal = await startSession(ctx, "portal", {
      merchantId: merchant.ctx.merchantId,
      userId,
    });
    const sid = portal.claim.sessionId;
    const secret = getServer().env.KEYSMITH_SESSION_SECRET[0].text;
    const cookie = `keysmith.session=${await encode({ token: { sid }, secret })}`;
    const bare = await call(VERIFY, { body });
    expect([bare.status, bare.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(bare.body).toMatchObject({ error: "Unauthorized", code: 401 });
    const own = { cookie, origin: "http://localhost", host: "localhost" };
    expect((await call(VERIFY, { body, headers: own })).body).toEqual(bare.body);
    const others = [
      generateServiceToken("ks"),
      revoked.token,
      merchant.token,
      key.fullKey,
      "x",
      "x".repeat(60_000),
    ];
    for (const token of others) {
      const answer = await call(VERIFY, { token, body });
      expect([answer.status, answer.body]).toEqual([401, bare.body]);
      expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    }
    for (const authorization of [`Basic ${revoked.token}`, "Bearer", ""]) {
      expect((await call(VERIFY, { body, headers: { authorization } })).status).toBe(401);
    }
  });

  test("refuses a body that is not what it should be, naming the field", async () => {
    const { key, verify } = await setUp();
    const bodies: [unknown, string][] = [
      [{}, "key"],
      [{ key: 1 }, "key"],
      [{ key: key.fullKey, ip: "localhost" }, "ip"],
      [{ key: key.fullKey, ip: "203.0.113.0/24" }, "ip"],
      [{ key: key.fullKey, scope: "" }, "scope"],
      [{ key: key.fullKey, merchantId: "mer_1" }, "merchantId"],
      [[], "body"],
      ["{", "body"],
    ];
    for (const [body, field] of bodies) {
      const { status, body: answer } = await verify(body);
      expect([status, answer.details[0].field]).toEqual([400, field]);
      expect(JSON.stringify(answer)).not.toContain(key.fullKey);
    }
    const { status } = await verify({ key: "x".repeat(66_000) });
    expect(status).toBe(413);
    expect((await verify({ key: "x" }, { "content-type": "text/plain" })).status).toBe(415);
    const read = await call(GET);
    expect([read.status, read.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  });

  test("accepts no key that was revoked before it was asked", async () => {
    const { merchant, key, getCode } = await setUp();
    expect(await getCode({ key: key.fullKey })).toBe("valid");
    await revokeApiKey(merchant.ctx, { applicationId: key.applicationId, keyId: key.id });
    expect(await getCode({ key: key.fullKey })).toBe("revoked");
  });
});
