import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rename } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, hasCluster, prepareCluster } from "#lib/db/embedded/cluster.ts";
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

export type EmbeddedPostgres = {
  /** postgres:// URL to the database `keysmith`; stays valid when PostgreSQL is restarted. */
  url: string;
  /** Shuts PostgreSQL down and waits for its end. */
  stop(): Promise<void>;
};

const startAttempts = 5;
const minBackoffMs = 100;
const maxBackoffMs = 5_000;

/**
 * Starts a PostgreSQL of our own in a data folder, which is made on first use. It listens on the
 * loopback interface alone, and is started again when it ends unexpectedly.
 * @param options.durable false gives speed for safety (no fsync): for tests only
 * @throws Error with a message fit for a terminal, also when a Keysmith already runs on the folder
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  durable?: boolean;
}): Promise<EmbeddedPostgres> {
  const { durable = true } = options;
  const cluster = await prepareCluster(resolve(options.dataDir));
  const { child, port } = await startFirst(cluster, durable);
  const owner = holdOwnership(clusterUrl(cluster, port, "postgres"));
  const keeper = keepRunning(cluster, child, { port, durable });
  return {
    url: clusterUrl(cluster, port, databaseName),
    stop: async () => {
      await owner.release();
      await keeper.stop();
    },
  };
}

/**
 * The PostgreSQL of a data folder for a moment: the one that a running Keysmith owns, which goes on
 * after `stop`, else one of our own.
 * @throws Error with a message fit for a terminal, also when there is no database in the folder
 */
export async function borrowEmbeddedPostgres(
  dataDir: string,
): Promise<EmbeddedPostgres & { isOwn: boolean }> {
  const folder = resolve(dataDir);
  if (!(await hasCluster(folder))) {
    throw new Error(
      `There is no database in ${folder} yet. Start Keysmith once by npm start, or say where it ` +
        "is by KEYSMITH_DATA_DIR or DATABASE_URL.",
    );
  }
  const cluster = await prepareCluster(folder);
  const port = await findOwnedPort(cluster);
  if (port === null) return { ...(await startEmbeddedPostgres({ dataDir })), isOwn: true };
  const url = clusterUrl(cluster, port, databaseName);
  return { url, stop: async () => undefined, isOwn: false };
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
      // Another start took the folder or the port, or a killed server's last process still ends.
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
      process.stderr.write(`PostgreSQL ended unexpectedly (${end}); starting it again.\n`);
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

  // An end without stop(), such as process.exit, must not leave a server behind.
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

/** The log of the run before is kept for one more. */
async function setLogAside(cluster: Cluster): Promise<void> {
  await rename(logPath(cluster), `${logPath(cluster)}.1`).catch(() => undefined);
}
