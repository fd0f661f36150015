import { expect, test } from "vitest";
import { describeRateLimit } from "#components/rate-limit-words.ts";

test.each([
  [{ limit: 100, windowSeconds: 60 }, "100 requests per minute"],
  [{ limit: 1, windowSeconds: 1 }, "1 request per second"],
  [{ limit: 25_000, windowSeconds: 3600 }, "25,000 requests per hour"],
  [{ limit: 1_000_000, windowSeconds: 86_400 }, "1,000,000 requests per day"],
  [null, "None"],
] as const)("a rate limit of %j reads %s", (rateLimit, words) => {
  expect(describeRateLimit(rateLimit)).toBe(words);
});
