import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { defineLookup } from "#lib/batch.ts";
import type { Database } from "#lib/context.ts";

const db = {} as Database;

function setUp() {
  const statements: { keys: readonly string[]; done: PromiseWithResolvers<void> }[] = [];
  const find = defineLookup<string, string | undefined>(
    async (_db, keys) => {
      const done = Promise.withResolvers<void>();
      statements.push({ keys, done });
      await done.promise;
      return keys.map((key) => (key === "missing" ? undefined : key.toUpperCase()));
    },
    (key) => key,
  );
  return { statements, find: (key: string) => find(db, key) };
}

test("keys of one turn share a statement, each once, and get their own rows", async () => {
  const { statements, find } = setUp();
  const found = Promise.all([find("a"), find("missing"), find("a"), find("b")]);
  await nextTurn();
  statements[0]?.done.resolve();
  expect(await found).toEqual(["A", undefined, "A", "B"]);
  expect(statements.map(({ keys }) => keys)).toEqual([["a", "missing", "b"]]);
});

test("a key is read again for whoever asks while it is being read", async () => {
  const { statements, find } = setUp();
  const found = [find("a")];
  await nextTurn();
  found.push(find("a"));
  await nextTurn();
  found.push(find("a"), find("b"));
  await nextTurn();
  expect(statements.map(({ keys }) => keys)).toEqual([["a"], ["a"]]);
  for (const { done } of statements) done.resolve();
  await Promise.all(found.slice(0, 2));
  await nextTurn();
  statements[2]?.done.resolve();
  expect(await Promise.all(found)).toEqual(["A", "A", "A", "B"]);
  expect(statements[2]?.keys).toEqual(["a", "b"]);
});

test("a statement that fails fails for those whom it was for, and for nobody after them", async () => {
  const { statements, find } = setUp();
  const failed = Promise.allSettled([find("a"), find("b")]);
  await nextTurn();
  statements[0]?.done.reject(new Error("away"));
  expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const found = find("a");
  await nextTurn();
  statements[1]?.done.resolve();
  expect(await found).toBe("A");
});

test("statements that never end hold up nobody but those whom they were for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { statements, find } = setUp();
  const held = Promise.allSettled([find("a")]);
  await nextTurn();
  const alsoHeld = Promise.allSettled([find("b")]);
  await nextTurn();
  const waiting = find("c");
  await vi.advanceTimersByTimeAsync(5000);
  await nextTurn();
  statements[2]?.done.resolve();
  expect(await waiting).toBe("C");
  const ended = [...(await held), ...(await alsoHeld)];
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("more than 20,000 waiting keys are refused with 503, and the others are not", async () => {
  const { statements, find } = setUp();
  const running = [find("first")];
  await nextTurn();
  running.push(find("second"));
  await nextTurn();
  const waiting = Array.from({ length: 20_000 }, (_, index) => find(`key ${index}`));
  await expect(find("one too many")).rejects.toMatchObject({ code: "unavailable" });
  for (let at = 0; at < 22; at++) {
    statements[at]?.done.resolve();
    await nextTurn();
    await nextTurn();
  }
  expect(await Promise.all(running)).toEqual(["FIRST", "SECOND"]);
  expect((await Promise.all(waiting)).at(-1)).toBe("KEY 19999");
  expect(Math.max(...statements.map(({ keys }) => keys.length))).toBe(1000);
});
