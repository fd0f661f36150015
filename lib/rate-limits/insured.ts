import { CircuitBreaker } from "#lib/circuit-breaker.ts";
import type { CounterStore } from "#lib/rate-limits/counter.ts";
import { memoryCounter } from "#lib/rate-limits/memory.ts";

/**
 * Wraps a shared store so that its outage fails neither open nor closed: this process then counts
 * by itself, from zero.
 */
export function insured(name: string, store: CounterStore): CounterStore {
  const breaker = new CircuitBreaker(`${name}, where requests are counted,`);
  return {
    getCounter: (policy, windowSeconds) => {
      const shared = store.getCounter(policy, windowSeconds);
      const own = memoryCounter(windowSeconds);
      return {
        add: async (key, points) =>
          (await breaker.run(() => shared.add(key, points))) ?? own.add(key, points),
      };
    },
    close: () => store.close(),
  };
}
