import { drizzle } from "drizzle-orm/postgres-js";
import type { Notice } from "postgres";
import * as schema from "#drizzle/schema.ts";
import { openClient } from "#lib/db/open-client.ts";
import { countLoad } from "#lib/db/statement-load.ts";
import { traceStatements } from "#lib/db/trace-statements.ts";
import { activeTracer } from "#lib/telemetry/tracer.ts";

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
  const client = openClient(url, {
    max: poolSize,
    prepare,
    connect_timeout: 4,
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 1),
    connection: {
      application_name: "keysmith",
      TimeZone: "UTC",
      ...(prepare && timeouts),
    },
    onnotice: refuseUnreplicated,
  });
  const { counted, load } = countLoad(client);
  const tracer = activeTracer();
  const driver = tracer ? traceStatements(counted, tracer) : counted;
  const db = drizzle(driver as typeof client, { schema });
  return Object.assign(db, { $client: client, load });
}

/**
 * Where the wait for a synchronous standby is cancelled, PostgreSQL commits and only warns: the
 * outcome is not known (08007), and whoever asked must not hear of a success.
 */
function refuseUnreplicated({ severity, code, message = "" }: Notice): void {
  if (severity === "WARNING" && code === "01000") {
    throw Object.assign(new Error(message), { code: "08007" });
  }
}
