import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#drizzle/schema.ts";

export interface ConnectOptions {
  poolSize?: number;
  /** `false` behind pgbouncer in transaction mode. */
  prepare?: boolean;
}

/** Statements give up after 4 s, so that a caller hears 503 within 5 s. */
const timeouts = { statement_timeout: 4000, idle_in_transaction_session_timeout: 10_000 };

/**
 * A pool of connections to `url` behind Drizzle; connects on first use and again after an outage.
 * pgbouncer refuses connections that bring timeouts: behind it they are to be set for the role.
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
      ...(prepare && timeouts),
    },
    onnotice: () => {},
  });
  return drizzle(client, { schema });
}
