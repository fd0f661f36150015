import { and, eq, notLike, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DELETE, GET as GET_ONE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as LIST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { GET as AUDIT } from "#app/api/v1/audit-events/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { apiKeySecrets, apiKeys, apiKeyUsageDays, auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { UsageRecorder } from "#lib/api-keys/usage/usage.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { newId } from "#lib/ids.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

async function setUp(options: { scopes?: string[]; ipAllowlist?: string[] } = {}) {
  const merchant = await mintMerchant();
  const application = await mintApplication(merchant.ctx);
  const input = { applicationId: application.id, description: "Checkout", ...options };
  const key = await createApiKey(merchant.ctx, input);
  const params = { id: application.id, keyId: key.id };
  return { ...merchant, application, key, params };
}

function whoami(fullKey: string, address?: string) {
  const headers = {
    authorization: `Bearer ${fullKey}`,
    ...(address && { "x-forwarded-for": address }),
  };
  return call(WHOAMI, { headers });
}

describe("GET /api/v1/whoami", () => {
  test("tells a good key what it is, by either header", async () => {
    const { ctx, application, key } = await setUp({ scopes: ["refunds:write", "payments:read"] });
    const expected = {
      merchantId: ctx.merchantId,
      applicationId: application.id,
      keyId: key.id,
      environment: "live",
      scopes: ["payments:read", "refunds:write"],
    };
    const byBearer = await whoami(key.fullKey);
    expect([byBearer.status, byBearer.body]).toEqual([200, expected]);
    const byHeader = await call(WHOAMI, { headers: { "x-api-key": key.fullKey } });
    expect([byHeader.status, byHeader.body]).toEqual([200, expected]);
    const beside = { authorization: "Basic c3RhZ2luZzpwYXNz", "x-api-key": key.fullKey };
    const besideAnother = await call(WHOAMI, { headers: beside });
    expect([besideAnother.status, besideAnother.body]).toEqual([200, expected]);
  });

  test("has an unknown address match no allow-list, and writes none down", async () => {
    const { key, token } = await setUp({ ipAllowlist: ["0.0.0.0/0", "::/0"] });
    expect((await whoami(key.fullKey, "203.0.113.9")).status).toBe(200);
    expect((await whoami(key.fullKey, "unknown")).status).toBe(401);
    const headers = { "x-forwarded-for": "unknown", "x-keysmith-peer": "10.0.0.1" };
    const body = { name: "From nowhere" };
    const { status } = await call(CREATE_APPLICATION, { token, body, headers });
    expect(status).toBe(201);
    const { body: page } = await call(AUDIT, { token, query: "?action=application.created" });
    expect(page.data[0]).toMatchObject({ address: null });
  });

  test("answers 401 alike to no key, a malformed one, one that never was and a revoked one", async () => {
    const { key, token, params } = await setUp();
    await call(DELETE, { token, params, method: "DELETE" });
    const bare = await call(WHOAMI);
    expect([bare.status, bare.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const never = generateFullKey("ks", "live");
    for (const text of [key.fullKey, never, `${never.slice(0, -1)}_`, "x", token]) {
      const answer = await whoami(text);
      expect([answer.status, answer.body]).toEqual([401, bare.body]);
      expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    }
  });

  test("lets an address allow-list decide, for IPv4 and IPv6", async () => {
    const { key } = await setUp({
      ipAllowlist: ["203.0.113.0/24", "198.51.100.7", "2001:db8::/32"],
    });
    for (const address of ["203.0.113.9", "198.51.100.7", "2001:db8::1", "::ffff:203.0.113.1"]) {
      expect((await whoami(key.fullKey, address)).status).toBe(200);
    }
    for (const address of ["203.0.114.1", "198.51.100.8", "2001:db9::1", "not an address"]) {
      expect((await whoami(key.fullKey, address)).status).toBe(401);
    }
    expect((await whoami(key.fullKey)).status).toBe(401);
  });
});

describe("verifyApiKey", () => {
  test("says why a key does not verify", async () => {
    const { ctx, key } = await setUp({ scopes: ["payments:read"], ipAllowlist: ["203.0.113.1"] });
    const ask = (scope?: string, ip = "203.0.113.1", text = key.fullKey) =>
      verifyApiKey(ctx, { key: text, scope, ip, userAgent: null });
    expect(await ask("payments:read")).toMatchObject({ valid: true });
    expect(await ask("payments:write")).toEqual({ valid: false, code: "insufficient_scope" });
    expect(await ask(undefined, "203.0.113.2")).toEqual({ valid: false, code: "ip_denied" });
    expect(await ask(undefined, undefined, "x")).toEqual({ valid: false, code: "malformed" });
    const never = generateFullKey("ks", "test");
    expect(await ask(undefined, undefined, never)).toEqual({ valid: false, code: "not_found" });
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, key.id));
    expect(await ask()).toEqual({ valid: false, code: "expired" });
  });

  test("refuses a secret whose time is over while its key lives on", async () => {
    const { ctx, key } = await setUp();
    await ctx.db
      .update(apiKeySecrets)
      .set({ expiresAt: sql`now()` })
      .where(eq(apiKeySecrets.apiKeyId, key.id));
    const verdict = await verifyApiKey(ctx, { key: key.fullKey, ip: null, userAgent: null });
    expect(verdict).toEqual({ valid: false, code: "expired" });
  });
});

describe("the last use", () => {
  test("of many calls is written once, and appears in the list", async () => {
    const { ctx, key, token, application } = await setUp();
    const usage = new UsageRecorder(ctx.db);
    for (const ip of ["192.0.2.1", "192.0.2.2", "192.0.2.3"]) {
      await verifyApiKey({ ...ctx, usage }, { key: key.fullKey, ip, userAgent: "curl/8" });
    }
    await usage.flush();
    const { body } = await call(LIST, { token, params: { id: application.id } });
    expect(body.data[0]).toMatchObject({ lastUsedIp: "192.0.2.3", lastUsedUserAgent: "curl/8" });
    expect(Date.now() - Date.parse(body.data[0].lastUsedAt)).toBeLessThan(10_000);
    expect(body.data[0].lastUsedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test("waits for the next flush while somebody else changes the row", async () => {
    const { ctx, key } = await setUp();
    const usage = new UsageRecorder(ctx.db);
    const lastUse = async () => {
      const rows = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
      return rows[0]?.lastUsedAt;
    };
    usage.record({
      requestId: "r",
      keyId: key.id,
      generation: 1,
      outcome: "valid",
      address: null,
      userAgent: null,
    });
    await ctx.db.transaction(async (tx) => {
      await tx.select().from(apiKeys).where(eq(apiKeys.id, key.id)).for("update");
      await usage.flush();
    });
    expect(await lastUse()).toBeNull();
    await usage.flush();
    expect(await lastUse()).toBeInstanceOf(Date);
  });

  test("is written by the same flush where somebody else held the row for a moment only", async () => {
    const { ctx, key } = await setUp();
    const tried = Promise.withResolvers<unknown>();
    const usage = new UsageRecorder(ctx.db, { onFlush: tried.resolve });
    const use = { requestId: "r", keyId: key.id, generation: 1, address: null, userAgent: null };
    for (let i = 0; i < 3; i++) usage.record({ ...use, outcome: "valid" });
    usage.record({ ...use, outcome: "ip_denied" });
    const locked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const other = ctx.db.transaction(async (tx) => {
      await tx.select().from(apiKeys).where(eq(apiKeys.id, key.id)).for("update");
      locked.resolve();
      await released.promise;
    });
    await locked.promise;
    const flushed = usage.flush();
    await tried.promise;
    released.resolve();
    await Promise.all([flushed, other]);
    const days = await ctx.db
      .select({ outcome: apiKeyUsageDays.outcome, count: apiKeyUsageDays.count })
      .from(apiKeyUsageDays)
      .where(eq(apiKeyUsageDays.apiKeyId, key.id))
      .orderBy(apiKeyUsageDays.outcome);
    expect(days).toEqual([
      { outcome: "ip_denied", count: 1 },
      { outcome: "valid", count: 3 },
    ]);
  });
});

describe("DELETE /api/v1/applications/{id}/api-keys/{keyId}", () => {
  test("revokes at once, is 204 again, and leaves one audit row", async () => {
    const { ctx, key, token, params } = await setUp();
    const revoke = (query: string) => call(DELETE, { token, params, method: "DELETE", query });
    const first = await revoke("?reason=Laptop%20lost");
    expect([first.status, first.body]).toEqual([204, ""]);
    expect((await whoami(key.fullKey)).status).toBe(401);
    expect((await revoke("?reason=again")).status).toBe(204);
    const { body } = await call(GET_ONE, { token, params });
    expect(body).toMatchObject({
      status: "revoked",
      revokedBy: ctx.caller.userId,
      revokedReason: "Laptop lost",
      revokedAt: expect.stringMatching(/Z$/),
    });
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.apiKeyId, key.id), notLike(auditEvents.action, "security.%")));
    expect(events.map((event) => event.action).sort()).toEqual([
      "api_key.created",
      "api_key.revoked",
    ]);
  });

  test("refuses a reason that is too long, a viewer, and what it does not know", async () => {
    const { token, params, ...owner } = await setUp();
    const options = { token, params, method: "DELETE" };
    expect((await call(DELETE, { ...options, query: `?reason=${"x".repeat(201)}` })).status).toBe(
      400,
    );
    expect((await call(DELETE, { ...options, query: "?force=1" })).status).toBe(400);
    const unknown = { ...params, keyId: newId("key") };
    expect((await call(DELETE, { ...options, params: unknown })).status).toBe(404);
    const viewer = await withRole({ ...owner, token }, "viewer");
    expect((await call(DELETE, { ...options, token: viewer.token })).status).toBe(403);
    expect((await call(GET_ONE, { token: viewer.token, params })).status).toBe(200);
  });
});

describe("GET /api/v1/applications/{id}/api-keys", () => {
  test("pages through all keys, newest first, none twice and none left out while some are added", async () => {
    const { ctx, application, key, token } = await setUp();
    const made = [key.id];
    const add = async () => {
      const input = { applicationId: application.id, description: `Key ${made.length}` };
      const { id } = await createApiKey(ctx, input);
      made.unshift(id);
    };
    for (let i = 0; i < 6; i++) await add();
    const expected = [...made];
    const seen: string[] = [];
    let query = "?limit=3";
    while (query) {
      const { status, body } = await call(LIST, { token, params: { id: application.id }, query });
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/fullKey|hash/i);
      seen.push(...body.data.map((row: { id: string }) => row.id));
      query = body.nextCursor ? `?limit=3&cursor=${body.nextCursor}` : "";
      await add();
    }
    expect(seen).toEqual(expected);
  });

  test("finds by status, description and prefix, taking wildcards for themselves", async () => {
    const { ctx, application, key, token, params } = await setUp();
    const create = (description: string) =>
      createApiKey(ctx, { applicationId: application.id, description });
    const percent = await create("100% off_peak");
    await call(DELETE, { token, params, method: "DELETE" });
    const find = async (query: string) => {
      const { body } = await call(LIST, { token, params: { id: application.id }, query });
      return body.data.map((row: { id: string }) => row.id);
    };
    expect(await find("?status=revoked")).toEqual([key.id]);
    expect(await find("?status=active")).toEqual([percent.id]);
    expect(await find("?q=CHECK")).toEqual([key.id]);
    expect(await find("?q=%25")).toEqual([percent.id]);
    expect(await find("?q=f_p")).toEqual([percent.id]);
    expect(await find(`?q=${percent.keyPrefix}`)).toEqual([percent.id]);
    expect(await find(`?q=${percent.keyPrefix.slice(0, 10)}`)).toContain(percent.id);
    expect(await find(`?q=${percent.fullKey}`)).toEqual([percent.id]);
    expect(await find("?q=ks_live_")).toEqual([percent.id, key.id]);
    const runner = await create("my_test_runner");
    expect(await find("?q=my_test_runner")).toEqual([runner.id]);
    expect(await find("?status=expired")).toEqual([]);
  });

  test("refuses a bad limit, a changed cursor, and the cursor of another list", async () => {
    const { ctx, application, token } = await setUp();
    const other = await mintApplication(ctx);
    for (const applicationId of [application.id, other.id]) {
      for (let i = 0; i < 2; i++) await createApiKey(ctx, { applicationId, description: "x" });
    }
    const list = (id: string, query: string) => call(LIST, { token, params: { id }, query });
    const { body } = await list(application.id, "?limit=1");
    const cursor = body.nextCursor as string;
    expect((await list(application.id, `?limit=1&cursor=${cursor}`)).status).toBe(200);
    const changed = `${cursor.startsWith("A") ? "B" : "A"}${cursor.slice(1)}`;
    const refused = [
      list(application.id, "?limit=0"),
      list(application.id, "?limit=1000000000"),
      list(application.id, "?limit=-1"),
      list(application.id, "?limit=5&limit=6"),
      list(application.id, "?page=2"),
      list(application.id, "?status=gone"),
      list(application.id, `?cursor=${changed}`),
      list(application.id, `?cursor=${cursor}&status=active`),
      list(application.id, "?cursor=%00"),
      list(other.id, `?cursor=${cursor}`),
    ];
    for (const answer of await Promise.all(refused)) {
      expect([answer.status, answer.body.details?.length]).toEqual([400, 1]);
    }
  });
});
