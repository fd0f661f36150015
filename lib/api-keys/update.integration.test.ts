import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as GET_ONE, PATCH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { apiKeys, auditEvents } from "#drizzle/schema.ts";
import { config } from "#keysmith.config.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import type { UpdateApiKeyBody } from "#lib/api-keys/schema.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { call } from "#lib/testing/api/requests.ts";
import { getVerdict, mintApiKey, withConfig } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

const inDays = (days: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;

async function setUp(options: Parameters<typeof mintApiKey>[0] = {}) {
  const minted = await mintApiKey(options);
  const { ctx, token, params, key } = minted;
  const patch = (body: unknown) => call(PATCH, { method: "PATCH", token, params, body });
  const listEvents = () =>
    ctx.db
      .select()
      .from(auditEvents)
      .where(sql`api_key_id = ${key.id} and action = 'api_key.updated'`);
  return { ...minted, patch, listEvents };
}

describe("PATCH …/api-keys/{keyId}", () => {
  test("changes what is given, leaves the rest, and records both sides", async () => {
    const { key, patch, listEvents, token, params } = await setUp();
    const expiresAt = inDays(90);
    const change = {
      description: " Billing ",
      scopes: ["refunds:write", "payments:read"],
      expiresAt,
    };
    const { status, body } = await patch(change);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      description: "Billing",
      scopes: ["payments:read", "refunds:write"],
      expiresAt,
      ipAllowlist: [],
      keyPrefix: key.keyPrefix,
      version: 2,
    });
    expect((await call(GET_ONE, { token, params })).body).toEqual(body);
    const events = await listEvents();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      before: { description: "Checkout", scopes: ["*"], expiresAt: null },
      after: { description: "Billing", scopes: ["payments:read", "refunds:write"], expiresAt },
    });
  });

  test("that changes nothing is no edit", async () => {
    const { key, patch, listEvents } = await setUp({ ipAllowlist: ["203.0.113.0/24"] });
    for (const body of [{}, { description: "Checkout" }, { ipAllowlist: ["203.0.113.0/24"] }]) {
      expect((await patch(body)).body.version).toBe(key.version);
    }
    expect(await listEvents()).toEqual([]);
  });

  test("stores allowed addresses in one form, and refuses what could never match", async () => {
    const { patch } = await setUp();
    const written = ["::ffff:203.0.113.0/120", "203.0.113.7/24", "::ffff:198.51.100.7"];
    const { body } = await patch({ ipAllowlist: written });
    expect(body.ipAllowlist).toEqual(["203.0.113.0/24", "198.51.100.7"]);
    const refused = await patch({ ipAllowlist: ["::1", "::ffff:203.0.113.0/90"] });
    expect([refused.status, refused.body.details[0].field]).toEqual([400, "ipAllowlist.1"]);
  });

  test("takes effect with the next verification", async () => {
    const { ctx, key, patch } = await setUp();
    const ask = (scope: string) =>
      verifyApiKey(ctx, { key: key.fullKey, scope, ip: null, userAgent: null });
    await patch({ scopes: ["payments:read"] });
    expect(await ask("payments:write")).toEqual({ valid: false, code: "insufficient_scope" });
    await patch({ ipAllowlist: ["203.0.113.7"] });
    expect(await ask("payments:read")).toEqual({ valid: false, code: "ip_denied" });
  });

  test("by two who have read the same version lets one win and tells the other", async () => {
    const { patch } = await setUp();
    const edits = ["One", "Two", "Three"].map((description) => patch({ description, version: 1 }));
    const answers = await Promise.all(edits);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.message).toBe("Someone else changed this API key in the meantime");
    expect((await patch({ description: "Four", version: 2 })).body.version).toBe(3);
    expect((await patch({ description: "Five" })).body.version).toBe(4);
  });

  test("brings an expired key back to life, unless the application is full", async () => {
    const { ctx, key, ref, patch } = await setUp();
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, key.id));
    expect(await getVerdict(ctx, key.fullKey)).toBe("expired");
    const limits = { ...ctx.config.limits, activeKeysPerApplication: 1 };
    const full = withConfig(ctx, { limits });
    const other = await createApiKey(full, { ...ref, description: "Other" });
    await expect(updateApiKey(full, { ...ref, expiresAt: null })).rejects.toMatchObject({
      code: "conflict",
    });
    await revokeApiKey(ctx, { ...ref, keyId: other.id });
    await updateApiKey(full, { ...ref, expiresAt: null });
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    await expect(createApiKey(full, { ...ref, description: "x" })).rejects.toThrow("the limit");
    expect((await patch({ expiresAt: inDays(1) })).status).toBe(200);
  });

  test("is refused for a revoked key", async () => {
    const { ctx, ref, patch } = await setUp();
    await revokeApiKey(ctx, ref);
    const { status, body } = await patch({ description: "New" });
    expect([status, body.message]).toEqual([409, "A revoked API key can't be changed"]);
  });

  test.each([
    [{ description: "" }, "description"],
    [{ description: "k".repeat(51) }, "description"],
    [{ description: "a\u0000b" }, "description"],
    [{ scopes: [] }, "scopes"],
    [{ scopes: ["nothing:real"] }, "scopes.0"],
    [{ scopes: "payments:read" }, "scopes"],
    [{ ipAllowlist: ["::1", "300.1.1.1"] }, "ipAllowlist.1"],
    [{ expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
    [{ expiresAt: "tomorrow" }, "expiresAt"],
    [{ version: "1" }, "version"],
    [{ status: "revoked" }, "status"],
    [{ keyPrefix: "ks_live_xxxx" }, "keyPrefix"],
    [{ keyHash: "x" }, "keyHash"],
    [{ merchantId: "mer_x" }, "merchantId"],
  ])("refuses %j, naming the field", async (body, field) => {
    const { patch } = await setUp();
    const answer = await patch(body);
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  });

  test("is for developers and above, of the same merchant", async () => {
    const { ctx, token, email, params } = await setUp();
    const stranger = await mintMerchant();
    const viewer = await withRole({ ctx, token, email }, "viewer");
    const statuses = [stranger.token, viewer.token, undefined].map(async (token) => {
      const body = { description: "New" };
      return (await call(PATCH, { method: "PATCH", token, params, body })).status;
    });
    expect(await Promise.all(statuses)).toEqual([404, 403, 401]);
  });
});

describe("a sensitive scope", () => {
  const sensitive = "payouts:write";

  test("is granted by an admin and not by a developer, who may only narrow such a key", async () => {
    const { ctx, ref, token, email, application } = await setUp();
    const developer = await withRole({ ctx, token, email }, "developer");
    const input = { applicationId: application.id, description: "x", scopes: [sensitive] };
    await expect(createApiKey(developer.ctx, input)).rejects.toMatchObject({ code: "forbidden" });
    const edit = (change: UpdateApiKeyBody) => updateApiKey(developer.ctx, { ...ref, ...change });
    await expect(edit({ scopes: [sensitive] })).rejects.toMatchObject({ code: "forbidden" });
    const admin = await withRole({ ctx, token, email }, "admin");
    await updateApiKey(admin.ctx, { ...ref, scopes: [sensitive] });
    const again = await withRole({ ctx, token, email }, "developer");
    const change = (input: UpdateApiKeyBody) => updateApiKey(again.ctx, { ...ref, ...input });
    await expect(change({ scopes: ["payments:read", sensitive] })).rejects.toMatchObject({
      code: "forbidden",
    });
    await change({ description: "Payouts", ipAllowlist: ["203.0.113.0/24"] });
    await expect(change({ ipAllowlist: [] })).rejects.toMatchObject({ code: "forbidden" });
    await expect(change({ scopes: ["payments:read"], expiresAt: null })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await change({ ipAllowlist: ["203.0.113.7"] })).scopes).toEqual([sensitive]);
  });

  test("is no part of all scopes, and can be granted beside them", async () => {
    const { ctx, application } = await setUp();
    const grant = async (scopes: string[]) => {
      const input = { applicationId: application.id, description: "x", scopes };
      const { fullKey: key, scopes: stored } = await createApiKey(ctx, input);
      const ask = { key, scope: sensitive, ip: null, userAgent: null };
      return [stored, (await verifyApiKey(ctx, ask)).valid];
    };
    expect(await grant(["*"])).toEqual([["*"], false]);
    expect(await grant(["payments:read", sensitive, "*"])).toEqual([["*", sensitive], true]);
  });
});

describe("the longest life of live keys", () => {
  const policies = { ...config.policies, longestLifeOfLiveKeysDays: 90 };

  test("is the default of a live key, and not of a test key", async () => {
    const merchant = await mintMerchant();
    const ctx = withConfig(merchant.ctx, { policies });
    const create = async (environment: "live" | "test") => {
      const { id } = await mintApplication(ctx, environment);
      return createApiKey(ctx, { applicationId: id, description: "x" });
    };
    const live = await create("live");
    const lifeDays = (Date.parse(live.expiresAt ?? "") - Date.now()) / 86_400_000;
    expect(lifeDays).toBeGreaterThan(89.9);
    expect(lifeDays).toBeLessThanOrEqual(90);
    expect((await create("test")).expiresAt).toBeNull();
  });

  test("refuses more, and no expiry at all, in a create and in an edit", async () => {
    const merchant = await mintMerchant();
    const ctx = withConfig(merchant.ctx, { policies });
    const { id: applicationId } = await mintApplication(ctx);
    const key = await createApiKey(ctx, { applicationId, description: "x" });
    for (const expiresAt of [null, inDays(91)]) {
      const input = { applicationId, description: "x", expiresAt };
      const create = () => createApiKey(ctx, input);
      const edit = () => updateApiKey(ctx, { applicationId, keyId: key.id, expiresAt });
      for (const attempt of [create, edit]) {
        await expect(attempt()).rejects.toMatchObject({
          options: {
            details: [{ field: "expiresAt", message: "Live keys must expire within 90 days" }],
          },
        });
      }
    }
    const shorter = { applicationId, keyId: key.id, expiresAt: inDays(10) };
    expect((await updateApiKey(ctx, shorter)).expiresAt).toBe(shorter.expiresAt);
  });
});
