import type { RateLimit } from "#lib/api-keys/schema.ts";
import type { Config } from "#lib/config.ts";
import type { KeyLimits, KeyQuota } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import {
  type Count,
  type Counter,
  type CounterStore,
  secondsLeft,
} from "#lib/rate-limits/counter.ts";
import { type Allowance, multiply } from "#lib/rate-limits/policies.ts";

interface Limit {
  allowance: Allowance;
  counter: Counter;
}

/**
 * Counts calls with API keys in `store` against the key's own limit and the operator's
 * `limits.key`, or what the operator has set for the merchant. `RATE_LIMIT_FACTOR` multiplies only `limits.key`. A key without any limit costs
 * nothing.
 */
export function openKeyLimits(
  { limits }: Pick<Config, "limits">,
  { RATE_LIMIT_FACTOR }: Pick<Env, "RATE_LIMIT_FACTOR">,
  store: CounterStore,
): KeyLimits {
  const everyKeys = limits.key && {
    allowance: multiply(limits.key, RATE_LIMIT_FACTOR),
    counter: store.getCounter("key", limits.key.perSeconds),
  };
  // Created on first use, because each reserves memory for all the keys it may ever count.
  const counters = new Map<string, Counter>();

  function getLimit({ limit, windowSeconds }: RateLimit, kind: "key" | "merchant-key"): Limit {
    const name = `${kind}-${windowSeconds}`;
    let counter = counters.get(name);
    if (!counter) {
      counter = store.getCounter(name, windowSeconds);
      counters.set(name, counter);
    }
    return { allowance: { requests: limit, perSeconds: windowSeconds }, counter };
  }

  return {
    take(keyId, own, ofMerchant) {
      const general = ofMerchant ? getLimit(ofMerchant, "merchant-key") : everyKeys;
      if (!own) return general && take(keyId, general);
      const limit = getLimit(own, "key");
      return general ? takeBoth(keyId, limit, general) : take(keyId, limit);
    },
  };
}

/** Counts the shorter window first, so that a call it refuses does not count in the longer one. */
async function takeBoth(keyId: string, one: Limit, other: Limit): Promise<KeyQuota> {
  const isOneLonger = one.allowance.perSeconds > other.allowance.perSeconds;
  const [shorter, longer] = isOneLonger ? [other, one] : [one, other];
  const quota = await take(keyId, shorter);
  return quota.isExceeded ? quota : nearerToItsEnd(quota, await take(keyId, longer));
}

async function take(keyId: string, { allowance, counter }: Limit): Promise<KeyQuota> {
  return toQuota(allowance.requests, await counter.add(keyId, 1));
}

function toQuota(limit: number, count: Count): KeyQuota {
  return {
    isExceeded: count.consumedPoints > limit,
    limit,
    remaining: Math.max(0, limit - count.consumedPoints),
    resetSeconds: secondsLeft(count),
  };
}

/** Returns the quota that is exceeded, or has less left, or else the longer window. */
export function nearerToItsEnd(one: KeyQuota, other: KeyQuota): KeyQuota {
  if (one.isExceeded !== other.isExceeded) return one.isExceeded ? one : other;
  if (one.remaining !== other.remaining) return one.remaining < other.remaining ? one : other;
  return one.resetSeconds >= other.resetSeconds ? one : other;
}
