import { UsageRecorder } from "#lib/api-keys/usage/usage.ts";
import type { Context, RequestInfo } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { deriveSecrets, getIssuer, getPortalUrl, readEnv } from "#lib/env.ts";
import { createMailQueue } from "#lib/jobs/queue-mail.ts";
import { onShutdown, writeLast } from "#lib/lifecycle.ts";
import { log, ThrottledLog } from "#lib/log.ts";
import { processWide } from "#lib/process-wide.ts";
import { openKeyLimits } from "#lib/rate-limits/key-limits.ts";
import { openStore } from "#lib/rate-limits/open-store.ts";
import { postgresStore } from "#lib/rate-limits/postgres.ts";
import { RateLimits } from "#lib/rate-limits/rate-limits.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { LastSeenRecorder } from "#lib/sessions/last-seen.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { observeDatabase } from "#lib/telemetry/observe-database.ts";
import { observeStore } from "#lib/telemetry/observe-store.ts";
import { SecurityLog } from "#lib/telemetry/security-log.ts";

const flushMs = 1000;

function open() {
  const config = getConfig();
  const env = readEnv(process.env);
  if (!env.DATABASE_URL) throw new Error("DATABASE_URL is not set: start the server by npm start");
  const metrics = getMetrics();
  const db = connect(env.DATABASE_URL, {
    poolSize: env.DATABASE_POOL_SIZE,
    prepare: env.DATABASE_PREPARE,
    onStatement: metrics.countStatement,
  });
  const counters = openStore(env, db);
  // Attempts at secrets are counted across all instances, whatever the store for other limits.
  const attempts = env.RATE_LIMIT_STORE === "redis" ? counters : postgresStore(db);
  const rateLimits = new RateLimits(config, env, { counters, attempts });
  const keyLimits = openKeyLimits(config, env, counters);
  const security = new SecurityLog(db, metrics.countSignIn);
  const usage = new UsageRecorder(db, {
    onFlush: metrics.countFlush,
    onRefused: (use) => security.recordKeyUse(use),
  });
  const lastSeen = new LastSeenRecorder(db, config.sessions.idleMinutes);
  const unwritten = new ThrottledLog((fields) => log.warn(fields, "use not written yet"));
  const flush = () => {
    usage
      .flush()
      .catch((error) => unwritten.add({ err: error }))
      .then(() => security.flush())
      .catch((error) => unwritten.add({ err: error }));
    lastSeen.flush().catch((error) => unwritten.add({ err: error }));
  };
  const timer = setInterval(flush, flushMs).unref();
  onShutdown("database pool", () => db.$client.end({ timeout: 5 }));
  onShutdown("rate limits", async () => {
    await Promise.all([counters.close(), attempts.close()]);
  });
  onShutdown("usage", async () => {
    clearInterval(timer);
    // Refused keys are reported even if usage cannot be written.
    const written = writeLast(() => usage.flush()).finally(() => writeLast(() => security.drain()));
    await Promise.all([written, writeLast(() => lastSeen.flush())]);
  });
  observeDatabase(metrics, { db, poolSize: env.DATABASE_POOL_SIZE, usage });
  observeStore(metrics, counters);
  metrics.observe("security_events_total", () => security.counts);
  const recorders = { usage, lastSeen, security };
  const limits = { counters, rateLimits, keyLimits };
  return { env, db, metrics, ...limits, ...recorders, secrets: deriveSecrets(env) };
}

/**
 * Returns the process's environment, pool, rate limits, recorders and secrets; opened on first use.
 */
export function getServer(): ReturnType<typeof open> {
  return processWide("server", open);
}

/** Creates the context of a verb without a merchant, such as signing in. */
export function createContext(request: RequestInfo): Context {
  const { env, counters: _counters, rateLimits: _rateLimits, ...server } = getServer();
  const mail = createMailQueue(server.secrets);
  return {
    ...server,
    config: getConfig(),
    request,
    mail,
    portalUrl: getPortalUrl(env),
    issuer: getIssuer(env),
    verifierLeaseSeconds: env.VERIFIER_LEASE_SECONDS,
  };
}
