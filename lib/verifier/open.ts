import { once } from "node:events";
import type { AddressInfo, ListenOptions } from "node:net";
import { UsageRecorder } from "#lib/api-keys/usage/usage.ts";
import { createForwarding } from "#lib/client-address.ts";
import { connect } from "#lib/db/connect.ts";
import { deriveSecrets, type Env } from "#lib/env.ts";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { writeLast } from "#lib/lifecycle.ts";
import { log } from "#lib/log.ts";
import { openKeyLimits } from "#lib/rate-limits/key-limits.ts";
import { openStore } from "#lib/rate-limits/open-store.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { observeDatabase } from "#lib/telemetry/observe-database.ts";
import { observeStore } from "#lib/telemetry/observe-store.ts";
import { SecurityLog } from "#lib/telemetry/security-log.ts";
import { ChangeFeed } from "#lib/verifier/change-feed.ts";
import type { VerifierOptions } from "#lib/verifier/endpoints.ts";
import { KeyCache } from "#lib/verifier/key-cache.ts";
import { KeyStore } from "#lib/verifier/key-store.ts";
import { observeCache } from "#lib/verifier/observe-cache.ts";
import { createVerifier } from "#lib/verifier/server.ts";
import { clearSocket, restrictSockets } from "#lib/verifier/unix-socket.ts";

const graceMs = 10_000;
/** Two for concurrent look-ups and one for usage; the listening connection is not in the pool. */
const maxConnections = 3;

export interface RunningVerifier {
  /** The TCP port it listens on. */
  port: number;
  /** Finishes open requests, then writes usage and closes all connections. */
  close(): Promise<void>;
}

type Settings = Env & { DATABASE_URL: string };

/** Shared by the processes that listen on the same port. */
export interface Siblings {
  /** Renders the metrics of all of them, as text without exemplars. */
  readMetrics(): Promise<string>;
}

/** Opens a verifier on a database. Throws the system's error if it cannot listen. */
export async function openVerifier(
  env: Settings,
  wishedPort: number,
  siblings?: Siblings,
): Promise<RunningVerifier> {
  const config = getConfig();
  const poolSize = Math.min(env.DATABASE_POOL_SIZE, maxConnections);
  const metrics = getMetrics("verifier");
  const db = connect(env.DATABASE_URL, {
    poolSize,
    prepare: env.DATABASE_PREPARE,
    onStatement: metrics.countStatement,
  });
  const leaseSeconds = env.VERIFIER_LEASE_SECONDS;
  const staleIfDownMs = env.VERIFIER_STALE_IF_DOWN_SECONDS * 1000;
  const store = new KeyStore(env.VERIFIER_CACHE_MB * 1024 * 1024);
  const changes = { key: 0, application: 0, merchant: 0 };
  const feed = new ChangeFeed({
    databaseUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    db,
    leaseSeconds,
    onChange: (change) => {
      changes[change.kind] += 1;
      cache.forget(change);
    },
    onBegin: () => cache.forgetAll(),
  });
  const cache = new KeyCache({ db, store, feed, staleIfDownMs });
  const isRemembering = env.VERIFIER_CACHE_MB > 0;
  const counters = openStore(env, db);
  const keyLimits = openKeyLimits(config, env, counters);
  const security = new SecurityLog(db);
  const usage = new UsageRecorder(db, {
    onFlush: metrics.countFlush,
    onRefused: (use) => security.recordKeyUse(use),
  });
  observeDatabase(metrics, { db, poolSize, usage });
  observeCache(metrics, { cache, store, feed, changes, isRemembering });
  observeStore(metrics, counters);
  metrics.observe("security_events_total", () => security.counts);
  const flush = () =>
    usage
      .flush()
      .catch((error) => log.warn({ err: error }, "use not written yet"))
      .then(() => security.flush())
      .catch((error) => log.warn({ err: error }, "security events not written"));
  const options: VerifierOptions = {
    ctx: { db, config, secrets: deriveSecrets(env), usage, keyLimits, metrics },
    keys: cache,
    forwarding: createForwarding(env.GATEWAY_HOPS, env.TRUSTED_PROXIES),
    tokensStaleIfDownMs: leaseSeconds * 1000 + staleIfDownMs,
    metrics,
    renderMetrics: async (accept) =>
      siblings
        ? { type: metrics.registry.contentType, text: await siblings.readMetrics() }
        : metrics.render(accept),
    security,
    isAccessLogged: env.ACCESS_LOG === "on",
    isServingWithoutDatabase: () => feed.isTrusted() || feed.distrustedForMs() < staleIfDownMs,
    describeCache: () => (isRemembering ? (feed.isTrusted() ? "trusted" : "fenced") : "off"),
  };
  const place = { port: wishedPort, host: env.VERIFIER_HOST };
  const tcp = await listen(createVerifier(options, false), place);
  const servers = [
    tcp,
    ...(await listenOnSocket(options, env.VERIFIER_SOCKET, siblings !== undefined)),
  ];
  if (isRemembering) feed.start();
  const timer = setInterval(flush, env.VERIFIER_FLUSH_SECONDS * 1000);
  return {
    port: (tcp.httpServer.address() as AddressInfo).port,
    close: async () => {
      await Promise.all(servers.map((server) => server.close(graceMs)));
      clearInterval(timer);
      const usageWritten = writeLast(() => usage.flush());
      const written = usageWritten.finally(() => writeLast(() => security.drain()));
      const putAway = Promise.all([feed.close(), counters.close(), written]);
      await putAway.finally(() => db.$client.end({ timeout: 5 }));
    },
  };
}

async function listen(server: KeysmithServer, place: ListenOptions): Promise<KeysmithServer> {
  server.httpServer.listen(place);
  await once(server.httpServer, "listening");
  return server;
}

async function listenOnSocket(
  options: VerifierOptions,
  path: string | undefined,
  isShared: boolean,
): Promise<KeysmithServer[]> {
  if (path === undefined) return [];
  if (!isShared) await clearSocket(path);
  const server = createVerifier(options, true);
  const mask = restrictSockets();
  const listening = listen(server, { path });
  process.umask(mask);
  await listening;
  return [server];
}
