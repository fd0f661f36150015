import { formatDayInUtc } from "#components/ui/date-format.ts";
import type { KeyRefusal } from "#lib/api-keys/constants.ts";
import type { Usage } from "#lib/api-keys/schema.ts";

export const usageDays = 30;

export type UsageDay = Usage["data"][number];

const refusalWords: Record<KeyRefusal, string> = {
  malformed: "malformed",
  not_found: "not found",
  revoked: "revoked",
  expired: "expired",
  suspended: "account suspended",
  insufficient_scope: "scope not granted",
  ip_denied: "IP address not allowed",
  rate_limited: "over the rate limit",
};

const numbers = new Intl.NumberFormat("en");

export function formatCount(count: number): string {
  return numbers.format(count);
}

export function countRefused({ refused }: UsageDay): number {
  return Object.values(refused).reduce((sum, count) => sum + count, 0);
}

/** "2 expired, 1 IP address not allowed", most frequent first; a single reason has no count. */
export function describeRefusals(days: readonly UsageDay[]): string {
  const counts = new Map<KeyRefusal, number>();
  for (const { refused } of days) {
    for (const [code, count] of Object.entries(refused) as [KeyRefusal, number][]) {
      counts.set(code, (counts.get(code) ?? 0) + count);
    }
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([code, count]) =>
      counts.size === 1 ? refusalWords[code] : `${formatCount(count)} ${refusalWords[code]}`,
    )
    .join(", ");
}

/** Summarizes the chart in one sentence. */
export function summarizeUsage(days: readonly UsageDay[]): string {
  const countCalls = (day: UsageDay) => day.verified + countRefused(day);
  const verified = days.reduce((sum, day) => sum + day.verified, 0);
  const refused = days.reduce((sum, day) => sum + countRefused(day), 0);
  const calls = verified + refused;
  if (calls === 0) return `No calls in the last ${usageDays} days.`;
  const busiest = days.reduce((most, day) => (countCalls(day) > countCalls(most) ? day : most));
  const outcome =
    refused === 0
      ? "none of them refused"
      : `${formatCount(refused)} of them refused (${describeRefusals(days)})`;
  const on = formatDayInUtc(new Date(busiest.date));
  return `${formatCount(calls)} ${calls === 1 ? "call" : "calls"} in the last ${usageDays} days, ${outcome}; the most on ${on}.`;
}
