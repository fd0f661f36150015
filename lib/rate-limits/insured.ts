import { CircuitBreaker } from "#lib/circuit-breaker.ts";
import type { CountedStore, CounterStore } from "#lib/rate-limits/counter.ts";
import { memoryCounter } from "#lib/rate-limits/memory.ts";

const titles = { postgres: "PostgreSQL", redis: "Redis" };

/**
 * Wraps a shared store so that its outage fails neither open nor closed: this process then counts
 * by itself, from zero.
 */
export function insured(name: "postgres" | "redis", store: CounterStore): CountedStore {
  const breaker = new CircuitBreaker(`${titles[name]}, where requests are counted,`);
  let fallbacks = 0;
  return {
    name,
    isUp: () => !breaker.isOpen,
    countFallbacks: () => fallbacks,
    getCounter: (policy, windowSeconds) => {
      const shared = store.getCounter(policy, windowSeconds);
      const own = memoryCounter(windowSeconds);
      return {
        add: async (key, points) => {
          const count = await breaker.run(() => shared.add(key, points));
          if (count) return count;
          fallbacks += 1;
          return own.add(key, points);
        },
      };
    },
    close: () => store.close(),
  };
}
