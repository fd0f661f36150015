import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { describe, expect, onTestFinished, test } from "vitest";
import { POST as VERIFY } from "#app/api/v1/api-keys/verify/route.ts";
import { GET as GET_ONE, PATCH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as USAGE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/usage/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { apiKeys, auditEvents } from "#drizzle/schema.ts";
import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import type { RateLimit, Verdict } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import type { Context } from "#lib/context.ts";
import type { CounterStore } from "#lib/rate-limits/counter.ts";
import { openKeyLimits } from "#lib/rate-limits/key-limits.ts";
import { postgresStore } from "#lib/rate-limits/postgres.ts";
import { redisStore } from "#lib/rate-limits/redis.ts";
import { getServer } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { call } from "#lib/testing/api/requests.ts";
import { anHour, getVerdict, mintApiKey } from "#lib/testing/records/api-keys.ts";
import { findFreePort, hasRedis, startRedis } from "#lib/testing/services/redis.ts";

/** Of a window of a minute that has just begun, however slow the machine. */
const nearlyAMinute = expect.closeTo(60, -1);

const aMinute = (limit: number): RateLimit => ({ limit, windowSeconds: 60 });

async function setUp(rateLimit?: RateLimit | null) {
  const minted = await mintApiKey({ rateLimit });
  const { ctx, token, params, key } = minted;
  const patch = (body: unknown) => call(PATCH, { method: "PATCH", token, params, body });
  const ask = (): Promise<Verdict> =>
    verifyApiKey(ctx, { key: key.fullKey, ip: null, userAgent: null });
  const whoami = () => call(WHOAMI, { token: key.fullKey });
  return { ...minted, patch, ask, whoami };
}

function countBy(verdicts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** What `size` calls at once come to. */
async function burst(ctxs: readonly Context[], fullKey: string, size: number) {
  const calls = Array.from({ length: size }, () => ctxs.map((ctx) => getVerdict(ctx, fullKey)));
  return countBy(await Promise.all(calls.flat()));
}

describe("a key's rate limit", () => {
  test("holds exactly, however many calls come at once, and for that key alone", async () => {
    const { ctx, key } = await setUp(aMinute(20));
    const other = await setUp(aMinute(1000));
    expect(await burst([ctx], key.fullKey, 50)).toEqual({ valid: 20, rate_limited: 30 });
    expect(await burst([ctx], other.key.fullKey, 30)).toEqual({ valid: 30 });
    expect(await getVerdict(ctx, (await setUp()).key.fullKey)).toBe("valid");
  });

  test("is told by the verdict, which is as it was for a key without one", async () => {
    const { ask } = await setUp(aMinute(2));
    const quota = (remaining: number) => ({ limit: 2, remaining, resetSeconds: nearlyAMinute });
    expect(await ask()).toMatchObject({ valid: true, rateLimit: quota(1) });
    expect(await ask()).toMatchObject({ valid: true, rateLimit: quota(0) });
    expect(await ask()).toEqual({
      valid: false,
      code: "rate_limited",
      retryAfterSeconds: nearlyAMinute,
      rateLimit: quota(0),
    });
    const unlimited = await setUp();
    expect(Object.keys(await unlimited.ask())).toEqual([
      "valid",
      "merchantId",
      "applicationId",
      "keyId",
      "environment",
      "scopes",
      "expiresAt",
    ]);
    await revokeApiKey(unlimited.ctx, unlimited.ref);
    expect(await unlimited.ask()).toEqual({ valid: false, code: "revoked" });
  });

  test("is returned to a service like any other result", async () => {
    const { ctx, key } = await setUp(aMinute(1));
    const { token } = await createServiceToken(ctx, { name: key.id });
    const ask = () => call(VERIFY, { token, body: { key: key.fullKey } });
    expect((await ask()).body).toMatchObject({ valid: true, rateLimit: { remaining: 0 } });
    const refused = await ask();
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({ code: "rate_limited", retryAfterSeconds: nearlyAMinute });
  });

  test("is whole again when its window is over", async () => {
    const { ctx, key } = await setUp({ limit: 3, windowSeconds: 1 });
    expect(await burst([ctx], key.fullKey, 5)).toEqual({ valid: 3, rate_limited: 2 });
    await sleep(1100);
    expect(await burst([ctx], key.fullKey, 5)).toEqual({ valid: 3, rate_limited: 2 });
  });

  test("counts no call that is refused for another reason", async () => {
    const { ctx, key, ref, ask } = await setUp(aMinute(1));
    const asked = { key: key.fullKey, scope: "payouts:write", ip: null, userAgent: null };
    for (let i = 0; i < 3; i++) {
      expect(await verifyApiKey(ctx, asked)).toEqual({ valid: false, code: "insufficient_scope" });
    }
    await revokeApiKey(ctx, ref);
    expect(await ask()).toEqual({ valid: false, code: "revoked" });
    expect((await restoreApiKey(ctx, ref)).rateLimit).toEqual(aMinute(1));
    expect((await ask()).valid).toBe(true);
    expect((await ask()).valid).toBe(false);
  });

  test("is one for both secrets of a rotation, and a refused call begins no overlap", async () => {
    const { ctx, key, ref, params, token } = await setUp(aMinute(1));
    const { answer: rotated } = await rotateApiKey(ctx, { ...ref, ...anHour });
    expect(rotated.rateLimit).toEqual(aMinute(1));
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    expect(await getVerdict(ctx, rotated.fullKey)).toBe("rate_limited");
    expect((await call(GET_ONE, { token, params })).body.rotation.firstUsedAt).toBeNull();
  });

  test("is counted in the key's usage as what it was, and is no use of the key", async () => {
    const { ctx, key, params, token } = await setUp(aMinute(2));
    await burst([ctx], key.fullKey, 5);
    await getServer().usage.flush();
    const { body } = await call(USAGE, { token, params, query: "?days=1" });
    expect(body.data).toMatchObject([{ verified: 2, refused: { rate_limited: 3 } }]);
  });
});

describe("whoami over the limit", () => {
  test("is 429 with when to come back, and never 401", async () => {
    const { whoami } = await setUp(aMinute(1));
    const good = await whoami();
    expect(good.status).toBe(200);
    expect(good.headers.get("ratelimit-policy")).toMatch(/^"address";q=\d+;w=\d+, "key";q=1$/);
    expect(good.headers.get("ratelimit")).toMatch(/^"address";r=\d+;t=\d+, "key";r=0;t=\d+$/);
    const refused = await whoami();
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({
      error: "Too Many Requests",
      message: "Too many requests. Please try again later",
      code: 429,
    });
    expect(refused.headers.get("www-authenticate")).toBeNull();
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toEqual(nearlyAMinute);
    expect(refused.headers.get("ratelimit-policy")).toBe('"key";q=1');
    expect(refused.headers.get("ratelimit")).toBe(`"key";r=0;t=${seconds}`);
  });
});

describe("the limit of a key as its owner sets it", () => {
  test("is set with the key, shown wherever the key is, and recorded", async () => {
    const { ctx, token, application, params, key } = await setUp();
    expect(key.rateLimit).toBeNull();
    const body = { description: "Till", rateLimit: { windowSeconds: 3600, limit: 100 } };
    const { status, body: created } = await call(CREATE, { token, params, body });
    const rateLimit = { limit: 100, windowSeconds: 3600 };
    expect([status, created.rateLimit]).toEqual([201, rateLimit]);
    const one = await call(GET_ONE, { token, params: { ...params, keyId: created.id } });
    expect(one.body.rateLimit).toEqual(rateLimit);
    const list = await call(LIST, { token, params: { id: application.id } });
    expect(list.body.data.map((each: { rateLimit: unknown }) => each.rateLimit)).toEqual([
      rateLimit,
      null,
    ]);
    const [event] = await ctx.db
      .select({ after: auditEvents.after })
      .from(auditEvents)
      .where(eq(auditEvents.apiKeyId, created.id));
    expect(event?.after).toMatchObject({ rateLimit });
  });

  test("changes with the next call, and null takes it away", async () => {
    const { ctx, key, ask, patch } = await setUp();
    expect(await ask()).not.toHaveProperty("rateLimit");
    expect((await patch({ rateLimit: aMinute(1) })).body).toMatchObject({
      rateLimit: aMinute(1),
      version: 2,
    });
    expect([(await ask()).valid, (await ask()).valid]).toEqual([true, false]);
    expect((await patch({ rateLimit: aMinute(1) })).body.version).toBe(2);
    expect((await patch({ description: "Till" })).body.rateLimit).toEqual(aMinute(1));
    expect((await patch({ rateLimit: null })).body.rateLimit).toBeNull();
    expect((await ask()).valid).toBe(true);
    const events = await ctx.db
      .select({ before: auditEvents.before, after: auditEvents.after })
      .from(auditEvents)
      .where(eq(auditEvents.apiKeyId, key.id))
      .orderBy(auditEvents.id);
    expect(events.slice(1)).toEqual([
      { before: { rateLimit: null }, after: { rateLimit: aMinute(1) } },
      { before: { description: "Checkout" }, after: { description: "Till" } },
      { before: { rateLimit: aMinute(1) }, after: { rateLimit: null } },
    ]);
  });

  test("belongs to what a repeat under an Idempotency-Key must agree in", async () => {
    const { token, params } = await setUp();
    const create = (rateLimit?: RateLimit | null) =>
      call(CREATE, {
        token,
        params,
        headers: { "idempotency-key": "once" },
        body: { description: "Till", rateLimit },
      });
    const first = await create(aMinute(5));
    expect((await create(aMinute(5))).body).toEqual(first.body);
    expect((await create(aMinute(6))).status).toBe(422);
    expect((await create()).status).toBe(422);
  });

  test.each([
    [{ limit: 0, windowSeconds: 60 }, "rateLimit.limit"],
    [{ limit: 1.5, windowSeconds: 60 }, "rateLimit.limit"],
    [{ limit: "10", windowSeconds: 60 }, "rateLimit.limit"],
    [{ limit: 1_000_000_001, windowSeconds: 60 }, "rateLimit.limit"],
    [{ windowSeconds: 60 }, "rateLimit.limit"],
    [{ limit: 10, windowSeconds: 61 }, "rateLimit.windowSeconds"],
    [{ limit: 10, windowSeconds: "60" }, "rateLimit.windowSeconds"],
    [{ limit: 10 }, "rateLimit.windowSeconds"],
    [{ limit: 10, windowSeconds: 60, burst: 5 }, "rateLimit.burst"],
    [10, "rateLimit"],
    ["10/minute", "rateLimit"],
    [[], "rateLimit"],
  ])("is refused as %j, naming the field, in a create and in an edit", async (wrong, field) => {
    const { ctx, token, params, patch } = await setUp();
    const body = { description: "Till", rateLimit: wrong };
    for (const answer of [await call(CREATE, { token, params, body }), await patch(body)]) {
      expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
    }
    const { id } = params;
    expect(await ctx.db.$count(apiKeys, eq(apiKeys.applicationId, id))).toBe(1);
  });
});

describe("the operator's limit for every key", () => {
  function withKeyLimit<C extends Context>(ctx: C, requests: number, perSeconds: number): C {
    const { env, counters } = getServer();
    const limits = { ...ctx.config.limits, key: { requests, perSeconds } };
    return { ...ctx, keyLimits: openKeyLimits({ limits }, env, counters) };
  }

  test("holds for keys without one of their own, each for itself", async () => {
    const { ctx, key } = await setUp();
    const other = await setUp();
    const limited = withKeyLimit(ctx, 3, 600);
    expect(await burst([limited], key.fullKey, 5)).toEqual({ valid: 3, rate_limited: 2 });
    expect(await burst([limited], other.key.fullKey, 5)).toEqual({ valid: 3, rate_limited: 2 });
  });

  test.each([
    ["shorter", 4, 10],
    ["longer", 4, 3600],
  ])("holds besides a key's own, being %s", async (_, requests, perSeconds) => {
    const own = await setUp(aMinute(2));
    const limited = withKeyLimit(own.ctx, requests, perSeconds);
    expect(await burst([limited], own.key.fullKey, 9)).toEqual({ valid: 2, rate_limited: 7 });
    const wide = await setUp(aMinute(50));
    expect(await burst([limited], wide.key.fullKey, 9)).toEqual({ valid: 4, rate_limited: 5 });
  });
});

const stores: [string, boolean, () => Promise<() => CounterStore>][] = [
  ["PostgreSQL", true, async () => () => postgresStore(getServer().db)],
  [
    hasRedis ? "Redis" : "Redis (skipped: no redis-server on the PATH)",
    hasRedis,
    async () => {
      const redis = await startRedis(await findFreePort());
      onTestFinished(async () => {
        redis.signal("SIGKILL");
        await redis.ended;
      });
      return () => redisStore(redis.url);
    },
  ],
];

test.for(stores)("two instances that share %s hold the limit together", async (store, { skip }) => {
  const [, isThere, share] = store;
  skip(!isThere);
  const { ctx, key } = await setUp(aMinute(20));
  const open = await share();
  const instances = [open(), open()].map((each) => {
    onTestFinished(() => each.close());
    return { ...ctx, keyLimits: openKeyLimits(ctx.config, getServer().env, each) };
  });
  expect(await burst(instances, key.fullKey, 25)).toEqual({ valid: 20, rate_limited: 30 });
});
