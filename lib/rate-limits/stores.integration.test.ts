import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { rateLimits } from "#drizzle/schema.ts";
import { connect } from "#lib/db/connect.ts";
import { log } from "#lib/log.ts";
import type { CounterStore } from "#lib/rate-limits/counter.ts";
import { insured } from "#lib/rate-limits/insured.ts";
import { clearExpired, postgresStore } from "#lib/rate-limits/postgres.ts";
import { redisStore } from "#lib/rate-limits/redis.ts";
import { findFreePort, hasRedis, startRedis } from "#lib/testing/services/redis.ts";

const warn = vi.spyOn(log, "warn");
const info = vi.spyOn(log, "info");
afterEach(() => {
  warn.mockClear();
  info.mockClear();
});

function openDatabase(prepare: boolean, url = process.env.DATABASE_URL ?? "") {
  const db = connect(url, { poolSize: 4, prepare });
  onTestFinished(() => db.$client.end({ timeout: 0 }));
  return db;
}

async function openRedis(port: number) {
  const redis = await startRedis(port);
  const end = () => {
    redis.signal("SIGKILL");
    return redis.ended;
  };
  onTestFinished(async () => {
    await end();
  });
  return { ...redis, end };
}

/** Stores, each with a factory for successive instances that share it. */
const stores: [string, boolean, () => Promise<() => CounterStore>][] = [
  ["PostgreSQL", true, async () => () => postgresStore(openDatabase(true))],
  [
    "PostgreSQL without prepared statements",
    true,
    async () => () => postgresStore(openDatabase(false)),
  ],
  [
    hasRedis ? "Redis" : "Redis (skipped: no redis-server on the PATH)",
    hasRedis,
    async () => {
      const { url } = await openRedis(await findFreePort());
      return () => redisStore(url);
    },
  ],
];

describe.each(stores)("requests that %s counts", (_, isThere, share) => {
  async function openCounters() {
    const open = await share();
    const policy = randomUUID();
    return [open(), open()].map((store) => {
      onTestFinished(() => store.close());
      return store.getCounter(policy, 60);
    }) as [ReturnType<CounterStore["getCounter"]>, ReturnType<CounterStore["getCounter"]>];
  }

  test.skipIf(!isThere)("at two instances at once add up exactly", async () => {
    const counters = await openCounters();
    const parallel = Array.from({ length: 50 }, () => counters.map((c) => c.add("key", 1)));
    const counts = (await Promise.all(parallel.flat())).map((count) => count.consumedPoints);
    expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, i) => i + 1));
  });

  test.skipIf(!isThere)("cost nothing that is given back", async () => {
    const [one, other] = await openCounters();
    for (let i = 0; i < 3; i++) {
      expect((await one.add("key", 1)).consumedPoints).toBe(1);
      expect((await other.add("key", -1)).consumedPoints).toBe(0);
    }
  });

  test.skipIf(!isThere)("come back a window after a key's first", async () => {
    const [one, other] = await openCounters();
    const first = await one.add("key", 1);
    const second = await other.add("key", 1);
    expect(first.msBeforeNext).toBeGreaterThan(0);
    expect(first.msBeforeNext).toBeLessThanOrEqual(60_000);
    expect(second.msBeforeNext).toBeLessThanOrEqual(first.msBeforeNext);
    expect((await one.add("another", 1)).consumedPoints).toBe(1);
  });
});

describe("the windows in PostgreSQL", () => {
  test("begin anew when they are over, and are cleared away, however many they are", async () => {
    const db = openDatabase(true);
    const store = postgresStore(db);
    onTestFinished(() => store.close());
    const counter = store.getCounter("policy", 60);
    await db.delete(rateLimits);
    await counter.add("a", 5);
    await db.update(rateLimits).set({ expiresAt: sql`now()` });
    expect((await counter.add("a", 1)).consumedPoints).toBe(1);
    await db.execute(sql`
      insert into rate_limits select 'over ' || i, 1, now() from generate_series(1, 20001) i`);
    await clearExpired(db);
    expect(await db.select({ key: rateLimits.key }).from(rateLimits)).toEqual([
      { key: "policy:a" },
    ]);
  });
});

describe("a store that is away", () => {
  async function countFive(store: CounterStore): Promise<number[]> {
    const counter = store.getCounter(randomUUID(), 60);
    const counts: number[] = [];
    for (let i = 0; i < 5; i++) counts.push((await counter.add("key", 1)).consumedPoints);
    return counts;
  }

  test.each([
    ["redis", "Redis", async () => redisStore(`redis://127.0.0.1:${await findFreePort()}`)],
    [
      "postgres",
      "PostgreSQL",
      async () =>
        postgresStore(openDatabase(true, `postgres://127.0.0.1:${await findFreePort()}/none`)),
    ],
  ] as const)(
    "has each instance count by itself, and says so once: %s",
    async (name, title, open) => {
      const store = insured(name, await open());
      onTestFinished(() => store.close());
      expect([store.isUp(), store.countFallbacks()]).toEqual([true, 0]);
      expect(await countFive(store)).toEqual([1, 2, 3, 4, 5]);
      expect([store.isUp(), store.countFallbacks()]).toEqual([false, 5]);
      await Promise.all(Array.from({ length: 100 }, () => countFive(store)));
      expect(warn).toHaveBeenCalledOnce();
      expect(warn.mock.calls[0]?.[1]).toBe(`${title}, where requests are counted, is away`);
    },
  );

  test("holds no request up when it hears and keeps silent: PostgreSQL", async () => {
    const db = openDatabase(true);
    const store = insured("postgres", postgresStore(db));
    onTestFinished(() => store.close());
    const counter = store.getCounter(randomUUID(), 60);
    expect((await counter.add("key", 1)).consumedPoints).toBe(1);
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table rate_limits in access exclusive mode`);
      expect(await countFive(store)).toEqual([1, 2, 3, 4, 5]);
    });
    await vi.waitUntil(async () => (await counter.add("key", 1)) && info.mock.calls.length > 0, {
      timeout: 10_000,
    });
    expect(warn).toHaveBeenCalledOnce();
  });

  test.skipIf(!hasRedis)(
    `holds no request up and is found again: Redis${hasRedis ? "" : " (skipped: no redis-server on the PATH)"}`,
    async () => {
      const port = await findFreePort();
      const redis = await openRedis(port);
      const store = insured("redis", redisStore(redis.url));
      onTestFinished(() => store.close());
      const counter = store.getCounter(randomUUID(), 60);
      const untilFound = (times: number) =>
        vi.waitUntil(
          async () => (await counter.add("key", 1)) && info.mock.calls.length === times,
          { timeout: 10_000 },
        );
      expect((await counter.add("key", 1)).consumedPoints).toBe(1);

      redis.signal("SIGSTOP");
      expect(await countFive(store)).toEqual([1, 2, 3, 4, 5]);
      redis.signal("SIGCONT");
      await untilFound(1);

      await redis.end();
      expect(await countFive(store)).toEqual([1, 2, 3, 4, 5]);
      await openRedis(port);
      await untilFound(2);
      expect(warn).toHaveBeenCalledTimes(2);
    },
  );
});
