import { afterEach, expect, vi } from "vitest";

/** Noise is a failure: what a test expects on the console, it replaces itself. */
const error = vi.spyOn(console, "error");
const warn = vi.spyOn(console, "warn");

afterEach(() => {
  expect([...error.mock.calls, ...warn.mock.calls]).toEqual([]);
});
