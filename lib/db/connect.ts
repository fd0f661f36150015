import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#drizzle/schema.ts";

export interface ConnectOptions {
  poolSize?: number;
  /** `false` behind pgbouncer in transaction mode. */
  prepare?: boolean;
}

/**
 * A pool of connections to `url` behind Drizzle; connects on first use and again after an outage.
 * Statements give up after 4 s, so that a caller hears 503 within 5 s.
 */
export function connect(url: string, { poolSize = 10, prepare = true }: ConnectOptions = {}) {
  const client = postgres(url, {
    max: poolSize,
    prepare,
    connect_timeout: 4,
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 1),
    connection: {
      application_name: "keysmith",
      TimeZone: "UTC",
      statement_timeout: 4000,
      idle_in_transaction_session_timeout: 10_000,
    },
    onnotice: () => {},
  });
  return drizzle(client, { schema });
}
