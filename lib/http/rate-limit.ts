import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "#lib/errors.ts";

/** Points and the seconds in which they come back. Signing in rightly costs none. */
const policies = {
  "sign-up": { points: 100, duration: 600 },
  "sign-in-account": { points: 10, duration: 900 },
  "sign-in-address": { points: 100, duration: 900 },
} as const;

export type RateLimitPolicy = keyof typeof policies;

const shared = globalThis as { keysmithRateLimits?: Map<RateLimitPolicy, RateLimiterMemory> };

function limiterOf(policy: RateLimitPolicy): RateLimiterMemory {
  shared.keysmithRateLimits ??= new Map();
  const limiters = shared.keysmithRateLimits;
  const limiter = limiters.get(policy) ?? new RateLimiterMemory(policies[policy]);
  limiters.set(policy, limiter);
  return limiter;
}

/**
 * Takes one point from `key`. Answers the `RateLimit` headers of the answer
 * (draft-ietf-httpapi-ratelimit-headers). Throws `too_many_requests` when none is left.
 */
export async function consume(
  policy: RateLimitPolicy,
  key: string,
): Promise<Record<string, string>> {
  try {
    return headersOf(policy, await limiterOf(policy).consume(key));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError("too_many_requests", undefined, {
      retryAfterSeconds: secondsLeft(refusal),
      headers: headersOf(policy, refusal),
    });
  }
}

/** Returns the point that an attempt took which turned out to be welcome. */
export async function giveBack(policy: RateLimitPolicy, key: string): Promise<void> {
  await limiterOf(policy).reward(key);
}

function headersOf(policy: RateLimitPolicy, state: RateLimiterRes): Record<string, string> {
  const { points, duration } = policies[policy];
  return {
    "RateLimit-Policy": `"${policy}";q=${points};w=${duration}`,
    RateLimit: `"${policy}";r=${state.remainingPoints};t=${secondsLeft(state)}`,
  };
}

function secondsLeft(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}
