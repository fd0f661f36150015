import type { Metrics } from "#lib/telemetry/metrics.ts";

interface Observed {
  db: { load: { inFlight: number } };
  poolSize: number;
  usage: { waiting: number };
}

/** Exports metrics of a pool, and of the usage waiting to be written. */
export function observeDatabase({ observe }: Metrics, { db, poolSize, usage }: Observed): void {
  observe("database_pool_size", () => poolSize);
  observe("database_statements_in_flight", () => db.load.inFlight);
  observe("database_statements_waiting", () => Math.max(0, db.load.inFlight - poolSize));
  observe("usage_waiting", () => usage.waiting);
}
