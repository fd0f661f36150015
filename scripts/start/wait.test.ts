import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StopRequested } from "#scripts/start/stop-request.ts";
import { waitFor } from "#scripts/start/wait.ts";

const printed: string[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "log").mockImplementation((line) => printed.push(line));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  printed.length = 0;
});

const never = new Promise<string>(() => undefined);

test("a step of the start says after three seconds what it waits for, and only then", async () => {
  const slow = Promise.withResolvers<string>();
  const waiting = waitFor(slow.promise, { what: "the database db.test/x", limitMs: 60_000 });
  await vi.advanceTimersByTimeAsync(2999);
  expect(printed).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(printed).toEqual([expect.stringContaining("Waiting for the database db.test/x…")]);
  slow.resolve("done");
  expect(await waiting).toBe("done");
  expect(vi.getTimerCount()).toBe(0);
});

test("a step of the start is given up at its limit", async () => {
  const waiting = expect(waitFor(never, { what: "the build", limitMs: 5000 })).rejects.toThrow(
    "Gave up after 5 s of waiting for the build.",
  );
  await vi.advanceTimersByTimeAsync(5000);
  await waiting;
});

test("a step of the start ends at once when it is told to stop, also before it has begun", async () => {
  const stop = new AbortController();
  const waiting = waitFor(never, { what: "x", stop: stop.signal });
  stop.abort(new StopRequested("SIGTERM"));
  await expect(waiting).rejects.toBe(stop.signal.reason);
  await expect(waitFor(never, { what: "x", stop: stop.signal })).rejects.toBe(stop.signal.reason);
  expect(vi.getTimerCount()).toBe(0);
});
