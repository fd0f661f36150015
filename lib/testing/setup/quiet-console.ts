import { afterEach, expect, vi } from "vitest";

/** Unexpected output is a failure; a test replaces the console's methods for expected output. */
const error = vi.spyOn(console, "error");
const warn = vi.spyOn(console, "warn");

afterEach(() => {
  expect([...error.mock.calls, ...warn.mock.calls]).toEqual([]);
});
