import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memoryCounter } from "#lib/rate-limits/memory.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a key's window begins with its first request and is over after its length", async () => {
  const counter = memoryCounter(60);
  expect(await counter.add("a", 1)).toMatchObject({ consumedPoints: 1, msBeforeNext: 60_000 });
  vi.advanceTimersByTime(59_000);
  expect(await counter.add("a", 1)).toMatchObject({ consumedPoints: 2, msBeforeNext: 1000 });
  expect(await counter.add("b", 1)).toMatchObject({ consumedPoints: 1 });
  vi.advanceTimersByTime(1000);
  expect(await counter.add("a", 1)).toMatchObject({ consumedPoints: 1, msBeforeNext: 60_000 });
});

test("what is given back costs nothing", async () => {
  const counter = memoryCounter(60);
  await counter.add("a", 1);
  await counter.add("a", -1);
  expect(await counter.add("a", 1)).toMatchObject({ consumedPoints: 1 });
});

test("a flood of other keys makes it forget the quiet ones, not those in use", async () => {
  const counter = memoryCounter(60);
  await counter.add("quiet", 1);
  for (let i = 0; i < 60_000; i++) {
    await counter.add(`${i}`, 1);
    if (i % 10_000 === 0) await counter.add("in use", 1);
  }
  expect(vi.getTimerCount()).toBe(50_000);
  expect(await counter.add("in use", 1)).toMatchObject({ consumedPoints: 7 });
  expect(await counter.add("quiet", 1)).toMatchObject({ consumedPoints: 1 });
});
