import { expect, test } from "vitest";
import { summarizeUsage, type UsageDay } from "#components/api-keys/usage/usage-words.ts";

const quiet: UsageDay = { date: "2026-02-01", verified: 0, refused: {} };
const good: UsageDay = { date: "2026-02-02", verified: 1200, refused: {} };
const bad: UsageDay = { date: "2026-02-03", verified: 5, refused: { expired: 2, ip_denied: 3000 } };

test("the chart's sentence tells calls, refusals by reason and the busiest day", () => {
  expect(summarizeUsage([quiet])).toBe("No calls in the last 30 days.");
  expect(summarizeUsage([quiet, good])).toBe(
    "1,200 calls in the last 30 days, none of them refused; the most on 2 Feb 2026.",
  );
  expect(summarizeUsage([quiet, good, bad])).toBe(
    "4,207 calls in the last 30 days, 3,002 of them refused (3,000 IP address not allowed, 2 expired); the most on 3 Feb 2026.",
  );
});

test("one reason stands without its count, and one call is no calls", () => {
  const once: UsageDay = { ...quiet, refused: { revoked: 1 } };
  expect(summarizeUsage([once])).toBe(
    "1 call in the last 30 days, 1 of them refused (revoked); the most on 1 Feb 2026.",
  );
});
