import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rename } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Cluster,
  type ClusterOptions,
  hasCluster,
  prepareCluster,
} from "#lib/db/embedded/cluster.ts";
import { clearTheWay, clusterUrl, findOwnedPort, holdOwnership } from "#lib/db/embedded/owner.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import {
  databaseName,
  findFreePort,
  logPath,
  type ServerOptions,
  spawnServer,
  waitUntilReady,
} from "#lib/db/embedded/server.ts";
import { createServingRole, servingUrl } from "#lib/db/embedded/serving-role.ts";

export type EmbeddedPostgres = {
  /**
   * The superuser's postgres:// URL of the database `keysmith`, for migrations; unchanged when
   * PostgreSQL restarts.
   */
  url: string;
  /** The URL of the role that serves. */
  servingUrl: string;
  /** Shuts PostgreSQL down and waits until it has exited. */
  stop(): Promise<void>;
};

const startAttempts = 5;
const minBackoffMs = 100;
const maxBackoffMs = 5_000;

/**
 * Starts an embedded PostgreSQL in a data folder, creating it on first use. It listens on loopback
 * only and is restarted if it exits unexpectedly.
 * @param options.durable false disables fsync, for tests only
 * @throws Error with a message for the terminal, also if a Keysmith already runs on the folder
 */
export async function startEmbeddedPostgres({
  dataDir,
  durable = true,
  ...options
}: { dataDir: string; durable?: boolean } & ClusterOptions): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(resolve(dataDir), options);
  const { child, port } = await startFirst(cluster, durable);
  const owner = holdOwnership(clusterUrl(cluster, port, "postgres"));
  const keeper = keepRunning(cluster, child, { port, durable });
  const stop = async () => {
    await owner.release();
    await keeper.stop();
  };
  try {
    await createServingRole(cluster, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: clusterUrl(cluster, port, databaseName),
    servingUrl: servingUrl(cluster, port),
    stop,
  };
}

/**
 * Opens the PostgreSQL of a data folder temporarily: a running Keysmith's, which continues after
 * `stop`, or one of our own.
 * @throws Error with a message for the terminal, also if the folder has no database
 */
export async function borrowEmbeddedPostgres(
  dataDir: string,
): Promise<EmbeddedPostgres & { isOwn: boolean }> {
  const folder = resolve(dataDir);
  if (!(await hasCluster(folder))) {
    throw new Error(
      `There is no database in ${folder} yet. Start Keysmith once with npm start, or set ` +
        "KEYSMITH_DATA_DIR or DATABASE_URL.",
    );
  }
  const cluster = await prepareCluster(folder);
  const port = await findOwnedPort(cluster);
  if (port === null) return { ...(await startEmbeddedPostgres({ dataDir })), isOwn: true };
  return {
    url: clusterUrl(cluster, port, databaseName),
    servingUrl: servingUrl(cluster, port),
    stop: async () => undefined,
    isOwn: false,
  };
}

async function startFirst(
  cluster: Cluster,
  durable: boolean,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    await clearTheWay(cluster);
    if (attempt === 1) await setLogAside(cluster);
    const port = await findFreePort();
    const child = await spawnServer(cluster, { port, durable });
    try {
      await waitUntilReady(cluster, child, port);
      return { child, port };
    } catch (error) {
      // Another start took the folder or the port, or a killed server is still exiting.
      if (attempt === startAttempts) throw error;
      await sleep(200 * attempt);
    }
  }
}

function keepRunning(
  cluster: Cluster,
  first: ChildProcess,
  options: ServerOptions,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let current = first;

  async function watch(): Promise<void> {
    let backoffMs = minBackoffMs;
    for (;;) {
      if (!hasEnded(current)) await once(current, "exit");
      if (stopping.signal.aborted) return;
      const end = current.signalCode ?? `exit code ${current.exitCode}`;
      process.stderr.write(`PostgreSQL exited unexpectedly (${end}). Restarting it.\n`);
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      const isReady = await respawn().catch(() => false);
      backoffMs = isReady ? minBackoffMs : Math.min(2 * backoffMs, maxBackoffMs);
    }
  }

  async function respawn(): Promise<boolean> {
    current = await spawnServer(cluster, options);
    await waitUntilReady(cluster, current, options.port);
    return true;
  }

  // An exit without stop(), such as process.exit, must not leave a server behind.
  const abandon = () => current.kill("SIGINT");
  process.once("exit", abandon);
  const watching = watch();
  return {
    stop: async () => {
      process.off("exit", abandon);
      stopping.abort();
      while (!hasEnded(current) && current.pid !== undefined) await stopPostmaster(current.pid);
      await watching;
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Keeps the previous run's log for one more run. */
async function setLogAside(cluster: Cluster): Promise<void> {
  await rename(logPath(cluster), `${logPath(cluster)}.1`).catch(() => undefined);
}
