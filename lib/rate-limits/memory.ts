import { LRUCache } from "lru-cache";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Counter, CounterStore } from "#lib/rate-limits/counter.ts";

const maxKeys = 50_000;

/**
 * Counts in this process. Above 50,000 keys it evicts the least recently used one, so that a flood
 * from many IP addresses takes at most about 30 MB.
 */
export function memoryCounter(windowSeconds: number): Counter {
  const limiter = new RateLimiterMemory({ points: 0, duration: windowSeconds });
  const keys = new LRUCache<string, true>({
    max: maxKeys,
    dispose: (_, key, reason) => {
      if (reason === "evict") void limiter.delete(key);
    },
  });
  return {
    add: (key, points) => {
      keys.set(key, true);
      return limiter.penalty(key, points);
    },
  };
}

export const memoryStore: CounterStore = {
  getCounter: (_, windowSeconds) => memoryCounter(windowSeconds),
  close: async () => {},
};
