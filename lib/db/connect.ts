import { drizzle } from "drizzle-orm/postgres-js";
import type { Notice } from "postgres";
import * as schema from "#drizzle/schema.ts";
import { openClient } from "#lib/db/open-client.ts";
import { countLoad } from "#lib/db/statement-load.ts";
import { toPrimary } from "#lib/db/target-session.ts";
import { traceStatements } from "#lib/db/trace-statements.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import { activeTracer } from "#lib/telemetry/tracer.ts";

export interface ConnectOptions {
  poolSize?: number;
  /** `false` behind pgbouncer in transaction mode. */
  prepare: boolean;
}

/** Statements give up after 4 s, so that a caller hears 503 within 5 s. */
const timeouts = { statement_timeout: 4000, idle_in_transaction_session_timeout: 10_000 };

/** A server that has lost us ends our sessions, and with them their locks, after 10 s. */
const lossDetection = {
  tcp_user_timeout: 10_000,
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 1,
  tcp_keepalives_count: 5,
};

/** More than a live server takes for any statement, and less than a caller waits. */
const silenceSeconds = 4.5;
const keepAliveSeconds = 5;
const connectSeconds = { oneHost: 4, severalHosts: 2 };

/**
 * A pool of connections to the primary at `url` behind Drizzle; connects on first use and again
 * after an outage. A connection that keeps silent is given up, and with it those that have been
 * silent as long. pgbouncer refuses connections that bring timeouts: behind it they are to be set
 * for the role.
 */
export function connect(url: string, { poolSize = 10, prepare }: ConnectOptions) {
  const { host } = parseDatabaseUrl(url).options;
  const client = openClient(url, {
    max: poolSize,
    prepare,
    connect_timeout: host.length > 1 ? connectSeconds.severalHosts : connectSeconds.oneHost,
    answer_timeout: silenceSeconds,
    keep_alive: keepAliveSeconds,
    ...toPrimary,
    // So that everything works again within 2 s of the return of a database.
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 0.5),
    connection: {
      application_name: "keysmith",
      TimeZone: "UTC",
      ...(prepare && { ...timeouts, ...lossDetection }),
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
