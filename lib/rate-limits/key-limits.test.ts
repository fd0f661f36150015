import { expect, test, vi } from "vitest";
import { config } from "#keysmith.config.ts";
import type { KeyQuota } from "#lib/context.ts";
import type { CounterStore } from "#lib/rate-limits/counter.ts";
import { nearerToItsEnd, openKeyLimits } from "#lib/rate-limits/key-limits.ts";
import { memoryStore } from "#lib/rate-limits/memory.ts";

const aMinute = { limit: 2, windowSeconds: 60 } as const;
const anHour = { limit: 1, windowSeconds: 3600 } as const;

/** Creates key limits, and the counters that they use. */
function open(key: { requests: number; perSeconds: number } | null = null, factor = 1) {
  const getCounter = vi.fn<CounterStore["getCounter"]>(memoryStore.getCounter);
  const limits = openKeyLimits(
    { limits: { ...config.limits, key } },
    { RATE_LIMIT_FACTOR: factor },
    { ...memoryStore, getCounter },
  );
  return { limits, getCounter };
}

test("a key without a limit is not counted, and nothing is made ready for it", () => {
  const { limits, getCounter } = open();
  expect(limits.take("key", null)).toBeNull();
  expect(getCounter).not.toHaveBeenCalled();
});

test("there is one counter for each length of window, made when it is first needed", async () => {
  const { limits, getCounter } = open();
  for (const key of ["a", "b"]) {
    await limits.take(key, aMinute);
    await limits.take(key, { limit: 9, windowSeconds: 60 });
    await limits.take(key, anHour);
  }
  expect(getCounter.mock.calls).toEqual([
    ["key-60", 60],
    ["key-3600", 3600],
  ]);
});

test("a limit that is raised or lowered goes on with the calls of its window", async () => {
  const { limits } = open();
  await limits.take("key", aMinute);
  expect(await limits.take("key", { limit: 1, windowSeconds: 60 })).toMatchObject({
    isExceeded: true,
    remaining: 0,
  });
  expect(await limits.take("key", { limit: 5, windowSeconds: 60 })).toMatchObject({
    isExceeded: false,
    remaining: 2,
  });
});

test("the operator's limit holds for a key without one, and alone knows the factor", async () => {
  const { limits } = open({ requests: 1, perSeconds: 30 }, 3);
  expect(await limits.take("key", null)).toEqual({
    isExceeded: false,
    limit: 3,
    remaining: 2,
    resetSeconds: 30,
  });
  expect(await limits.take("other", anHour)).toMatchObject({ limit: 1, remaining: 0 });
  expect(await limits.take("other", anHour)).toMatchObject({ limit: 1, isExceeded: true });
});

test("what one limit refuses takes nothing from a longer one", async () => {
  const { limits } = open({ requests: 3, perSeconds: 86_400 });
  for (let i = 0; i < 5; i++) await limits.take("key", aMinute);
  expect(await limits.take("key", null)).toMatchObject({ limit: 3, remaining: 0 });
});

const quota = (change: Partial<KeyQuota>): KeyQuota => ({
  isExceeded: false,
  limit: 10,
  remaining: 5,
  resetSeconds: 60,
  ...change,
});

test.each([
  ["is exceeded", { isExceeded: true, remaining: 0, resetSeconds: 1 }, { remaining: 0 }],
  ["has less left", { remaining: 4 }, { remaining: 5, resetSeconds: 3600 }],
  ["lasts longer, with as much left", { resetSeconds: 3600 }, { resetSeconds: 1 }],
])("of two limits that counts which %s", (_, nearer, farther) => {
  const [one, other] = [quota(nearer), quota(farther)];
  expect(nearerToItsEnd(one, other)).toBe(one);
  expect(nearerToItsEnd(other, one)).toBe(one);
});
