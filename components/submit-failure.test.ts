import { describe, expect, test } from "vitest";
import { ApiError } from "#client/src/errors.ts";
import { describeFailure, describeThrottling } from "#components/submit-failure.ts";

describe("a refusal for too many requests", () => {
  test.each([
    [1, "1 second"],
    [99, "99 seconds"],
    [100, "2 minutes"],
    [900, "15 minutes"],
    [86_400, "24 hours"],
  ])("after %i seconds says %s", (seconds, wait) => {
    expect(describeThrottling(seconds)).toBe(`Too many attempts. Try again in ${wait}.`);
  });

  test("says when to try again if the server did, and else what the server says", () => {
    const facts = { status: 429, message: "Too many requests. Please try again later" };
    expect(describeFailure(new ApiError({ ...facts, retryAfterSeconds: 30 }))).toBe(
      "Too many attempts. Try again in 30 seconds.",
    );
    expect(describeFailure(new ApiError(facts))).toBe(`${facts.message}.`);
  });
});
