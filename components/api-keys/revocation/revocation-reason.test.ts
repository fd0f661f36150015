import { expect, test } from "vitest";
import { speaksOfLeak, toReason } from "#components/api-keys/revocation/revocation-reason.ts";

test("a leak stands at the beginning of the reason, once", () => {
  expect(toReason("Seen on a forum", true)).toBe("Leaked: Seen on a forum");
  expect(toReason(undefined, true)).toBe("Leaked");
  expect(toReason("leaked in a log", true)).toBe("leaked in a log");
  for (const reason of ["Seen", "", "Leak in CI"]) {
    expect(speaksOfLeak(toReason(reason, true) ?? "")).toBe(true);
  }
});

test("without a leak the reason stays as it was written, and none stays none", () => {
  expect(toReason(" Server is gone ", false)).toBe("Server is gone");
  expect(toReason("  ", false)).toBeUndefined();
});
