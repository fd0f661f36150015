import { config } from "#keysmith.config.ts";
import { AppError } from "#lib/errors.ts";
import { type Count, type Counter, secondsLeft } from "#lib/http/rate-limit/counter.ts";
import {
  type Allowance,
  allowancesOf,
  countsAttempts,
  type RateLimitPolicy,
} from "#lib/http/rate-limit/policies.ts";
import { getServer } from "#lib/runtime/server.ts";

interface Limit {
  allowance: Allowance;
  counter: Counter;
}

/** On globalThis: Next's bundles would otherwise each count for themselves. */
const shared = globalThis as { keysmithRateLimits?: Map<RateLimitPolicy, Limit> };

function open(): Map<RateLimitPolicy, Limit> {
  const { env, counters, attempts } = getServer();
  const limits = allowancesOf(config.limits, env.RATE_LIMIT_FACTOR).map(
    ([policy, allowance]) =>
      [
        policy,
        { allowance, counter: storeOf(policy).counterOf(policy, allowance.perSeconds) },
      ] as const,
  );
  return new Map(limits);

  function storeOf(policy: RateLimitPolicy) {
    return countsAttempts(policy) ? attempts : counters;
  }
}

function limitOf(policy: RateLimitPolicy): Limit {
  shared.keysmithRateLimits ??= open();
  const limit = shared.keysmithRateLimits.get(policy);
  if (!limit) throw new Error(`There is no rate limit ${policy}`);
  return limit;
}

/**
 * Takes one point from `key`. Returns the `RateLimit` headers of the answer; they are lists, so
 * those of several policies add up (draft-ietf-httpapi-ratelimit-headers). Throws
 * `too_many_requests` when none is left.
 */
export async function consume(policy: RateLimitPolicy, key: string): Promise<[string, string][]> {
  const { allowance, counter } = limitOf(policy);
  const count = await counter.add(key, 1);
  const headers = headersOf(policy, allowance, count);
  if (count.consumedPoints <= allowance.requests) return headers;
  throw new AppError("too_many_requests", undefined, {
    retryAfterSeconds: secondsLeft(count),
    headers,
    security: { action: "security.rate_limited", reason: policy },
  });
}

/** Returns the point that an attempt took which turned out to be welcome. */
export async function giveBack(policy: RateLimitPolicy, key: string): Promise<void> {
  await limitOf(policy).counter.add(key, -1);
}

function headersOf(
  policy: RateLimitPolicy,
  { requests, perSeconds }: Allowance,
  count: Count,
): [string, string][] {
  const remaining = Math.max(0, requests - count.consumedPoints);
  return [
    ["RateLimit-Policy", `"${policy}";q=${requests};w=${perSeconds}`],
    ["RateLimit", `"${policy}";r=${remaining};t=${secondsLeft(count)}`],
  ];
}
