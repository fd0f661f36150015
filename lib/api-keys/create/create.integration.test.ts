import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { apiKeySecrets, apiKeys, auditEvents, users } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { hashFullKey, isWellFormed } from "#lib/api-keys/token.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { newId } from "#lib/ids.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

const published = {
  400: {
    error: "Bad Request",
    message: "The request contains invalid parameters or malformed data",
    code: 400,
  },
  401: {
    error: "Unauthorized",
    message: "Authentication required. Please provide a valid API token",
    code: 401,
  },
  403: {
    error: "Forbidden",
    message: "You don't have permission to access this resource",
    code: 403,
  },
  404: { error: "Not Found", message: "The requested resource was not found", code: 404 },
};

async function setUp(environment: "live" | "test" = "live") {
  const merchant = await mintMerchant();
  const application = await mintApplication(merchant.ctx, environment);
  const post = (body: unknown, headers?: Record<string, string>) =>
    call(POST, { token: merchant.token, params: { id: application.id }, body, headers });
  return { ...merchant, application, post };
}

describe("POST /api/v1/applications/{id}/api-keys", () => {
  test.each(["live", "test"] as const)("answers 201 as published, %s", async (environment) => {
    const { application, ctx, email, post } = await setUp(environment);
    const { status, body } = await post({ description: "  Primary Checkout Key " });
    expect(status).toBe(201);
    expect(Object.keys(body).slice(0, 6)).toEqual([
      "id",
      "applicationId",
      "fullKey",
      "keyPrefix",
      "description",
      "createdAt",
    ]);
    expect(body).toEqual({
      id: expect.stringMatching(/^key_[0-9a-z]{26}$/),
      applicationId: application.id,
      fullKey: expect.stringMatching(new RegExp(`^ks_${environment}_[0-9A-Za-z]{49}$`)),
      keyPrefix: body.fullKey.slice(0, 12),
      description: "Primary Checkout Key",
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      environment,
      scopes: ["*"],
      ipAllowlist: [],
      rateLimit: null,
      expiresAt: null,
      status: "active",
      createdBy: ctx.caller.userId,
      createdByEmail: email,
      lastUsedAt: null,
      lastUsedIp: null,
      lastUsedUserAgent: null,
      revokedAt: null,
      revokedBy: null,
      revokedByEmail: null,
      revokedReason: null,
      leaked: false,
      restorableUntil: null,
      rotation: null,
      version: 1,
      externalId: null,
      metadata: {},
      tags: [],
    });
    expect(isWellFormed("ks", body.fullKey)).toBe(true);
    const verdict = await verifyApiKey(ctx, { key: body.fullKey, ip: null, userAgent: null });
    expect(verdict).toMatchObject({ valid: true, keyId: body.id, environment });
  });

  test("stores the keyed hash and one audit row, and the full key nowhere", async () => {
    const { ctx, post } = await setUp();
    const { body } = await post({ description: "Checkout" });
    const secrets = await ctx.db
      .select()
      .from(apiKeySecrets)
      .where(eq(apiKeySecrets.apiKeyId, body.id));
    expect(secrets.map((row) => row.keyHash)).toEqual([
      hashFullKey(ctx.secrets.keyHash, body.fullKey),
    ]);
    const events = await ctx.db.select().from(auditEvents).where(eq(auditEvents.apiKeyId, body.id));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      action: "api_key.created",
      merchantId: ctx.merchantId,
      actorId: ctx.caller.userId,
      via: "token",
      after: { description: "Checkout" },
    });
    const stored = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, body.id));
    expect(JSON.stringify([stored, events])).not.toContain(body.fullKey.slice(12));
  });

  test.each(["live", "test"] as const)("returns what a GET shows from then on, %s", async (env) => {
    const { application, ctx, post } = await setUp(env);
    const body = {
      description: "Checkout",
      scopes: ["*"],
      ipAllowlist: ["203.0.113.0/24"],
      rateLimit: { limit: 5, windowSeconds: 60 },
      expiresAt: "2099-01-31T00:00:00.999Z",
    };
    const headers = { "idempotency-key": "order-1" };
    const [created, replayed] = [await post(body, headers), await post(body, headers)];
    const { fullKey, ...shown } = created.body;
    const ref = { applicationId: application.id, keyId: shown.id };
    expect(shown).toEqual(await getApiKey(ctx, ref));
    expect(replayed.body).toEqual(created.body);
    const [event] = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.apiKeyId, shown.id));
    const { description, scopes, ipAllowlist, rateLimit, expiresAt } = shown;
    expect(expiresAt).toBe("2099-01-31T00:00:00Z");
    expect(event?.after).toEqual({ description, scopes, ipAllowlist, rateLimit, expiresAt });
  });

  test("names a machine as its creator like a GET does, which has no email", async () => {
    const { application, ctx, post } = await setUp();
    const machine = { email: null, name: "deploy at ci.example" };
    await ctx.db.update(users).set(machine).where(eq(users.id, ctx.caller.userId));
    const { fullKey: _, ...shown } = (await post({ description: "Checkout" })).body;
    expect(shown.createdByEmail).toBeNull();
    const ref = { applicationId: application.id, keyId: shown.id };
    expect(shown).toEqual(await getApiKey(ctx, ref));
  });

  const fifty = "k".repeat(50);
  test.each([
    ["50 code points", fifty],
    ["50 emoji", "🔑".repeat(50)],
    ["surrounding spaces beyond 50", `  ${fifty}  `],
    ["right-to-left text", "مفتاح الدفع"],
  ])("accepts %s and gives it back unchanged but trimmed", async (_name, description) => {
    const { post } = await setUp();
    const { status, body } = await post({ description });
    expect([status, body.description]).toEqual([201, description.trim()]);
  });

  test.each([
    ["no description", {}, "description"],
    ["an empty one", { description: "" }, "description"],
    ["spaces alone", { description: "   " }, "description"],
    ["51 code points", { description: `${fifty}k` }, "description"],
    ["51 emoji", { description: "🔑".repeat(51) }, "description"],
    ["a NUL", { description: "a\u0000b" }, "description"],
    ["a line break", { description: "a\nb" }, "description"],
    ["a lone surrogate", '{"description":"a\\ud800b"}', "description"],
    ["a number", { description: 7 }, "description"],
    ["null", { description: null }, "description"],
    ["an unknown field", { description: "a", merchantId: "mer_x" }, "merchantId"],
    ["a scope outside the catalogue", { description: "a", scopes: ["x:y"] }, "scopes.0"],
    ["an expiry in the past", { description: "a", expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
    ["an expiry that is no moment", { description: "a", expiresAt: "soon" }, "expiresAt"],
    ["a bad address", { description: "a", ipAllowlist: ["1.2.3.4", "x"] }, "ipAllowlist.1"],
    ["a list", [], "body"],
    ["a text", '"x"', "body"],
    ["broken JSON", '{"description":', "body"],
    ["nothing", "", "body"],
    ["a repeated name", '{"description":"a","description":"b"}', "body"],
    ["__proto__", '{"description":"a","__proto__":{}}', "body"],
    ["nesting 10,000 deep", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "body"],
    ["a byte order mark", '\ufeff{"description":"a"}', "body"],
  ])("answers %s with the published 400, naming the field", async (_name, sent, field) => {
    const { post } = await setUp();
    const { status, body } = await post(sent);
    expect(status).toBe(400);
    expect(body).toEqual({ ...published[400], details: [{ field, message: expect.any(String) }] });
  });

  test("answers 401 with the published words and a challenge", async () => {
    const { application } = await setUp();
    const ask = (headers: Record<string, string>) =>
      call(POST, { params: { id: application.id }, body: { description: "a" }, headers });
    const bare = await ask({});
    expect([bare.status, bare.body]).toEqual([401, published[401]]);
    expect(bare.headers.get("www-authenticate")).toBe("Bearer");
    for (const authorization of ["Bearer x.y.z", "Basic eDp5", "Bearer", "bearer %%%"]) {
      const refused = await ask({ authorization });
      expect([refused.status, refused.body]).toEqual([401, published[401]]);
      expect(refused.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    }
  });

  test("answers 403 to a viewer, with the published words", async () => {
    const { application, ...owner } = await setUp();
    const viewer = await withRole(owner, "viewer");
    const { status, body } = await call(POST, {
      token: viewer.token,
      params: { id: application.id },
      body: { description: "a" },
    });
    expect([status, body]).toEqual([403, published[403]]);
  });

  test("answers 404 alike for another merchant's application, none, and a malformed id", async () => {
    const { token } = await setUp();
    const { application } = await setUp();
    for (const id of [application.id, newId("app"), "example_string", "%00"]) {
      const { status, body } = await call(POST, {
        token,
        params: { id },
        body: { description: "a" },
      });
      expect([status, body]).toEqual([404, published[404]]);
    }
  });

  test("refuses other media types, compression and bodies over 64 KiB before parsing", async () => {
    const { post } = await setUp();
    const types = ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"];
    for (const type of types) {
      expect((await post({ description: "a" }, { "content-type": type })).status).toBe(415);
    }
    expect((await post({ description: "a" }, { "content-encoding": "gzip" })).status).toBe(415);
    const utf8 = { "content-type": "application/json; charset=utf8" };
    expect((await post({ description: "a" }, utf8)).status).toBe(201);
    const filler = " ".repeat(64 * 1024 - 19);
    expect((await post(`{"description":"a"}${filler}`)).status).toBe(201);
    const tooLarge = await post(`{"description":"a"}${filler} `);
    expect([tooLarge.status, tooLarge.body.error]).toEqual([413, "Payload Too Large"]);
  });

  test("makes 1,000 distinct keys over 16 callers, each verified and with its audit row", async () => {
    const { application, ctx: merchant } = await setUp();
    const limits = { ...merchant.config.limits, activeKeysPerApplication: 1000 };
    const ctx = { ...merchant, config: { ...merchant.config, limits } };
    const created: { id: string; fullKey: string }[] = [];
    const work = async (from: number) => {
      for (let i = from; i < 1000; i += 16) {
        const input = { applicationId: application.id, description: `Key ${i}` };
        created.push(await createApiKey(ctx, input));
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, from) => work(from)));
    expect(new Set(created.map((key) => key.fullKey)).size).toBe(1000);
    expect(new Set(created.map((key) => key.id)).size).toBe(1000);
    const verdicts = await Promise.all(
      created.map(({ fullKey }) => verifyApiKey(ctx, { key: fullKey, ip: null, userAgent: null })),
    );
    expect(verdicts.filter((verdict) => verdict.valid)).toHaveLength(1000);
    const events = await ctx.db.$count(
      auditEvents,
      and(eq(auditEvents.applicationId, application.id), eq(auditEvents.action, "api_key.created")),
    );
    expect(events).toBe(1000);
  });
});
