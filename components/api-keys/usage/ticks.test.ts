import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseTicks } from "#components/api-keys/usage/ticks.ts";

test.each([
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [5, [0, 2, 4, 6]],
  [78, [0, 20, 40, 60, 80]],
  [1_000_000, [0, 500_000, 1_000_000]],
])("the axis up to %d has %j", (max, ticks) => {
  expect(chooseTicks(max)).toEqual(ticks);
});

test("every bar fits under the last of at most five whole, evenly spaced ticks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (max) => {
      const ticks = chooseTicks(max);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.every((tick, index) => tick === index * (ticks[1] ?? 0))).toBe(true);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});
