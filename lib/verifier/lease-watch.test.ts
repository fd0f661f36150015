import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Database } from "#lib/context.ts";
import { LeaseWatch } from "#lib/verifier/lease-watch.ts";

const now = Date.parse("2026-02-23T13:30:00Z");

test("a mark or a look-up that the database never returns does not hold up later changes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let marks = 0;
  let lookups = 0;
  const never = new Promise(() => undefined);
  const unsafe = (text: string) => {
    if (!text.includes("nextval")) {
      lookups += 1;
      return lookups === 1 ? never : Promise.resolve([{ confirmed: {}, now, timeline: "1" }]);
    }
    marks += 1;
    const leases = { verifier: now + 30_000 };
    return marks === 1 ? never : Promise.resolve([{ mark: "7", leases, now, timeline: "1" }]);
  };
  const db = { _: { session: { client: { unsafe } } } } as unknown as Database;
  const watch = new LeaseWatch(db, 30);
  const effect = watch.findEffect(20_000);
  await vi.waitUntil(() => marks === 1);
  await vi.advanceTimersByTimeAsync(5000);
  await vi.waitUntil(() => lookups === 1);
  // Another change that joins while the look-up hangs.
  const other = watch.findEffect(20_000);
  await nextTurn();
  await vi.advanceTimersByTimeAsync(5000);
  expect((await other).at).toBe(now);
  await effect;
  expect(lookups).toBeGreaterThan(1);
});
