import type { CountedStore } from "#lib/rate-limits/counter.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

/** Exports whether the store of rate limits works. */
export function observeStore({ observe }: Metrics, store: CountedStore): void {
  observe("rate_limit_store_up", () => ({ [store.name]: Number(store.isUp()) }));
  observe("rate_limit_fallbacks_total", () => store.countFallbacks());
}
