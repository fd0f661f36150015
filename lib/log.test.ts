import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { describeError, ThrottledLog } from "#lib/log.ts";

describe("an error in the log", () => {
  test("has its words also where a library hands on a copy that is no Error", () => {
    const error = Object.assign(new Error("queue is gone"), { code: "42P01" });
    const copy = { ...error, message: error.message, stack: error.stack, queue: "mail" };
    expect(describeError(copy)).toEqual({
      name: undefined,
      message: "queue is gone",
      code: "42P01",
      stack: error.stack,
      cause: undefined,
    });
  });

  test("tells no parameter of a statement, whoever copied it", () => {
    const cause = Object.assign(new Error("deadlock detected"), { code: "40P01" });
    const query = { query: "select $1", params: ["canary"], cause };
    const message = "Failed query: select $1\nparams: canary";
    const copies = [
      Object.assign(new Error(message), { name: "DrizzleQueryError" }, query),
      { ...query, message, stack: `Error: ${message}` },
      { message, stack: `Error: ${message}` },
      { job: { data: "canary" } },
    ];
    const described = copies.map(describeError);
    expect(JSON.stringify(described)).not.toContain("canary");
    expect(JSON.stringify(described)).not.toContain("[object Object]");
    expect(described.map(({ code }) => code)).toEqual(["40P01", "40P01", undefined, undefined]);
  });
});

describe("a throttled line", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is written at once, then once in a while with how many were left out", () => {
    const lines: unknown[] = [];
    const throttled = new ThrottledLog((fields) => lines.push(fields), 1000);
    for (let n = 1; n <= 500; n += 1) throttled.add({ n });
    expect(lines).toEqual([{ n: 1 }]);
    vi.advanceTimersByTime(1000);
    expect(lines).toEqual([{ n: 1 }, { n: 500, unlogged: 498 }]);
    throttled.add({ n: 501 });
    vi.advanceTimersByTime(1000);
    expect(lines.slice(2)).toEqual([{ n: 501, unlogged: 0 }]);
    vi.advanceTimersByTime(1000);
    throttled.add({ n: 502 });
    expect(lines.slice(3)).toEqual([{ n: 502 }]);
  });
});
