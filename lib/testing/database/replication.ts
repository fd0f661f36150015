import { type ChildProcess, execFile } from "node:child_process";
import { appendFile, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { vi } from "vitest";
import { type Cluster, prepareCluster, superuser } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import {
  databaseName,
  findFreePort,
  spawnServer,
  waitUntilReady,
} from "#lib/db/embedded/server.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { toAny } from "#lib/db/target-session.ts";
import { withClient } from "#lib/db/with-client.ts";

export interface ReplicationServer {
  cluster: Cluster;
  port: number;
  url: string;
  child: ChildProcess;
  /** Runs one statement on a separate connection. */
  run(statement: string): Promise<readonly Record<string, unknown>[]>;
}

export interface Replication {
  primary: ReplicationServer;
  /** Streams from the primary asynchronously. */
  standby: ReplicationServer;
  /** Resolves when the standby has replayed all of the primary's commits. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a migrated primary, optionally with its data in `primaryDir`, and a standby of it. */
export async function startReplication(primaryDir?: string): Promise<Replication> {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-replication-"));
  const cluster = await prepareCluster(primaryDir ?? join(folder, "one"));
  const first = await start(cluster, await findFreePort());
  await migrateDatabase(first.url);
  await stopPostmaster(first.child.pid ?? 0);
  const copy = await copyAsStandby(first, join(folder, "two"));
  const primary = await start(cluster, first.port);
  const standby = await start(copy, await findFreePort());
  const isFollowed = async () =>
    (await primary.run("select from pg_stat_replication where state = 'streaming'")).length === 1;
  await vi.waitUntil(isFollowed, { timeout: 20_000 });
  return {
    primary,
    standby,
    caughtUp: async () => {
      const [row] = await primary.run("select pg_current_wal_lsn()::text as lsn");
      const isReplayed = async () =>
        (await standby.run(`select where pg_last_wal_replay_lsn() >= '${row?.lsn}'`)).length === 1;
      await vi.waitUntil(isReplayed, { timeout: 20_000 });
    },
    stop: async () => {
      for (const { child } of [primary, standby]) await stopPostmaster(child.pid ?? 0);
      await rm(folder, { recursive: true });
    },
  };
}

/** Returns a URL for one database on several servers, in this order. */
export function listHosts(urls: readonly string[], query = ""): string {
  const { username, password, pathname } = new URL(urls[0] ?? "");
  const hosts = urls.map((url) => new URL(url).host).join(",");
  return `postgres://${username}:${password}@${hosts}${pathname}${query}`;
}

async function start(cluster: Cluster, port: number): Promise<ReplicationServer> {
  const child = await spawnServer(cluster, { port, durable: true });
  await waitUntilReady(cluster, child, port);
  const url = clusterUrl(cluster, port, databaseName);
  const run = (statement: string) => withClient(url, 5000, (sql) => sql.unsafe(statement), toAny);
  return { cluster, port, url, child, run };
}

/** Copies a stopped server, as a standby of it. */
async function copyAsStandby(
  { cluster, port }: ReplicationServer,
  dataDir: string,
): Promise<Cluster> {
  await promisify(execFile)("cp", ["-a", cluster.dataDir, dataDir]);
  const copy = await prepareCluster(dataDir);
  const source = `host=127.0.0.1 port=${port} user=${superuser} password=${cluster.password}`;
  await appendFile(join(copy.dir, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`);
  const signalFile = join(copy.dir, "standby.signal");
  await writeFile(signalFile, "");
  if (copy.account) await chown(signalFile, copy.account.uid, copy.account.gid);
  return copy;
}
