import type { RateLimit } from "#lib/api-keys/schema.ts";

export const rateLimitWindowWords: Record<RateLimit["windowSeconds"], string> = {
  1: "second",
  60: "minute",
  3600: "hour",
  86400: "day",
};

const numbers = new Intl.NumberFormat("en");

/** "100 requests per minute", or "None". */
export function describeRateLimit(rateLimit: RateLimit | null): string {
  if (!rateLimit) return "None";
  const { limit, windowSeconds } = rateLimit;
  const requests = limit === 1 ? "request" : "requests";
  return `${numbers.format(limit)} ${requests} per ${rateLimitWindowWords[windowSeconds]}`;
}
