import type { Config } from "#lib/config.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import type { Attempt } from "#lib/rate-limits/attempts.ts";
import {
  type Count,
  type Counter,
  type CounterStore,
  secondsLeft,
} from "#lib/rate-limits/counter.ts";
import {
  type Allowance,
  countsAttempts,
  listAllowances,
  type RateLimitPolicy,
} from "#lib/rate-limits/policies.ts";

interface Limit {
  allowance: Allowance;
  counter: Counter;
}

/**
 * Counts callers against the policies: attempts at secrets in `attempts`, all else in `counters`.
 */
export class RateLimits {
  readonly #limits: Map<RateLimitPolicy, Limit>;

  constructor(
    { limits }: Pick<Config, "limits">,
    { RATE_LIMIT_FACTOR }: Pick<Env, "RATE_LIMIT_FACTOR">,
    { counters, attempts }: { counters: CounterStore; attempts: CounterStore },
  ) {
    this.#limits = new Map(
      listAllowances(limits, RATE_LIMIT_FACTOR).map(([policy, allowance]) => {
        const store = countsAttempts(policy) ? attempts : counters;
        return [policy, { allowance, counter: store.getCounter(policy, allowance.perSeconds) }];
      }),
    );
  }

  /**
   * Takes one point from `key`. Returns the `RateLimit` headers, which are lists, so several
   * policies can be combined (draft-ietf-httpapi-ratelimit-headers). Throws `too_many_requests` if
   * none is left.
   */
  async consume(policy: RateLimitPolicy, key: string): Promise<[string, string][]> {
    const { allowance, counter } = this.#find(policy);
    const count = await counter.add(key, 1);
    const headers = createHeaders(policy, allowance, count);
    if (count.consumedPoints <= allowance.requests) return headers;
    throw new AppError("too_many_requests", undefined, {
      retryAfterSeconds: secondsLeft(count),
      headers,
      security: { action: "security.rate_limited", reason: policy },
    });
  }

  /** Returns the point of an attempt that turned out to be correct. */
  async giveBack(policy: RateLimitPolicy, key: string): Promise<void> {
    await this.#find(policy).counter.add(key, -1);
  }

  async giveBackEach(attempts: readonly Attempt[]): Promise<void> {
    for (const [policy, key] of attempts) await this.giveBack(policy, key);
  }

  #find(policy: RateLimitPolicy): Limit {
    const limit = this.#limits.get(policy);
    if (!limit) throw new Error(`There is no rate limit ${policy}`);
    return limit;
  }
}

function createHeaders(
  policy: RateLimitPolicy,
  { requests, perSeconds }: Allowance,
  count: Count,
): [string, string][] {
  const remaining = Math.max(0, requests - count.consumedPoints);
  return [
    ["RateLimit", `"${policy}";r=${remaining};t=${secondsLeft(count)}`],
    ["RateLimit-Policy", `"${policy}";q=${requests};w=${perSeconds}`],
  ];
}
