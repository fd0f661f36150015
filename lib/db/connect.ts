import { drizzle } from "drizzle-orm/postgres-js";
import type { Notice } from "postgres";
import * as schema from "#drizzle/schema.ts";
import { observeStatements, type StatementObserver } from "#lib/db/observe-statements.ts";
import { openClient } from "#lib/db/open-client.ts";
import { countLoad } from "#lib/db/statement-load.ts";
import { toPrimary } from "#lib/db/target-session.ts";
import { timeStatements } from "#lib/db/time-statements.ts";
import { traceStatements } from "#lib/db/trace-statements.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import type { EndedStatement } from "#lib/telemetry/statement-tally.ts";
import { activeTracer } from "#lib/telemetry/tracer.ts";

export interface ConnectOptions {
  poolSize?: number;
  /** `false` for pgbouncer in transaction mode. */
  prepare: boolean;
  /** Called at the end of each statement. */
  onStatement?(statement: EndedStatement): void;
}

/** Statements time out after 4 s, so that the caller gets 503 within 5 s. */
const timeouts = { statement_timeout: 4000, idle_in_transaction_session_timeout: 10_000 };

/** The server ends sessions of unreachable clients, and releases their locks, after 10 s. */
const lossDetection = {
  tcp_user_timeout: 10_000,
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 1,
  tcp_keepalives_count: 5,
};

/** Longer than any statement on a live server, shorter than a caller waits. */
const silenceSeconds = 4.5;
const keepAliveSeconds = 5;
const connectSeconds = { oneHost: 4, severalHosts: 2 };

/**
 * Creates a Drizzle pool of connections to the primary at `url`, which connect on first use and
 * reconnect after an outage. Connections without a response are closed after a timeout. pgbouncer
 * rejects timeouts as parameters: set them for the role instead.
 */
export function connect(url: string, options: ConnectOptions) {
  const { poolSize = 10, prepare, onStatement } = options;
  const { host } = parseDatabaseUrl(url).options;
  const client = openClient(url, {
    max: poolSize,
    prepare,
    connect_timeout: host.length > 1 ? connectSeconds.severalHosts : connectSeconds.oneHost,
    answer_timeout: silenceSeconds,
    keep_alive: keepAliveSeconds,
    ...toPrimary,
    // So that everything works again within 2 s of the database's return.
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
  const observers: StatementObserver[] = [];
  if (tracer) observers.push(traceStatements(tracer));
  if (onStatement) observers.push(timeStatements(onStatement));
  const driver = observeStatements(counted, observers);
  const db = drizzle(driver as typeof client, { schema });
  return Object.assign(db, { $client: client, load });
}

/**
 * If the wait for a synchronous standby is cancelled, PostgreSQL commits and only warns. The
 * outcome is unknown (08007), so it must not be reported as a success.
 */
function refuseUnreplicated({ severity, code, message = "" }: Notice): void {
  if (severity === "WARNING" && code === "01000") {
    throw Object.assign(new Error(message), { code: "08007" });
  }
}
