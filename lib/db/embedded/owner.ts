import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Cluster, superuser } from "#lib/db/embedded/cluster.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import { withClient } from "#lib/db/with-client.ts";
import { isRunning, isRunningIn, isTaken } from "#lib/process.ts";

const ownerName = "keysmith-owner";
const reconnectMs = 500;
// Time for an owner that was just told to stop.
const leavingMs = 3_000;
const absenceMs = 5_000;
const responseTimeoutMs = 5_000;
const giveUpMs = 60_000;

/** Returns the superuser's postgres:// URL for one database of the cluster. */
export function clusterUrl(cluster: Cluster, port: number, database: string): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/**
 * Keeps one connection open while this process lives. The kernel closes it however the process
 * ends, so another process can tell a running owner from an abandoned database.
 */
export function holdOwnership(url: string): { release(): Promise<void> } {
  const released = new AbortController();
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    connection: { application_name: ownerName },
    onnotice: () => undefined,
  });
  async function hold(): Promise<void> {
    while (!released.signal.aborted) {
      await sql`select 1`.catch(() => undefined);
      await sleep(reconnectMs, undefined, { signal: released.signal }).catch(() => undefined);
    }
  }
  const holding = hold();
  return {
    release: async () => {
      released.abort();
      await sql.end({ timeout: 1 });
      await holding;
    },
  };
}

/**
 * Makes sure that no PostgreSQL runs on the cluster: stops one that a killed Keysmith left behind.
 * @throws if a running Keysmith owns it
 */
export async function clearTheWay(cluster: Cluster): Promise<void> {
  const pidFile = join(cluster.dir, "postmaster.pid");
  const { lines, pid, port } = await readPidFile(pidFile);
  if (pid === null) return;
  if (!(await isRunningIn(pid, await realpath(cluster.dir)))) {
    if (isTaken(pid)) await disownPidFile(pidFile, lines);
    return;
  }

  const url = clusterUrl(cluster, port, "postgres");
  const startedAt = Date.now();
  while (await isRunning(pid)) {
    const owner = await findOwner(url);
    const waitedMs = Date.now() - startedAt;
    if (owner?.present && waitedMs > leavingMs) throw alreadyRunning(cluster.dataDir, owner.pid);
    if (owner && !owner.present && (waitedMs > absenceMs || !(await isRunning(owner.pid)))) {
      await stopPostmaster(pid);
      return;
    }
    if (waitedMs > giveUpMs) {
      throw new Error(
        `PostgreSQL (pid ${pid}) is running on ${cluster.dir} but doesn't respond. Stop it first.`,
      );
    }
    await sleep(100);
  }
}

/** Returns the port of the PostgreSQL that a running Keysmith owns on the cluster, or null. */
export async function findOwnedPort(cluster: Cluster): Promise<number | null> {
  const { pid, port } = await readPidFile(join(cluster.dir, "postmaster.pid"));
  if (pid === null || !(await isRunningIn(pid, await realpath(cluster.dir)))) return null;
  const owner = await findOwner(clusterUrl(cluster, port, "postgres"));
  return owner?.present ? port : null;
}

async function readPidFile(path: string) {
  const lines = (await readFile(path, "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return { lines, pid: Number.isInteger(pid) && pid > 0 ? pid : null, port: Number(lines[3]) };
}

function alreadyRunning(dataDir: string, pid: number): Error {
  return new Error(
    `Keysmith is already running on ${dataDir} (pid ${pid}). Stop it first, or set ` +
      "KEYSMITH_DATA_DIR to another folder.",
  );
}

async function findOwner(url: string): Promise<{ pid: number; present: boolean } | undefined> {
  return withClient(url, responseTimeoutMs, async (sql) => {
    const [row] = await sql<{ pid: number; present: boolean }[]>`
      select current_setting('keysmith.owner_pid')::int as pid,
        exists (select from pg_stat_activity where application_name = ${ownerName}) as present`;
    return row;
  }).catch(() => undefined);
}

/**
 * Replaces the process id in the file, which another process may have reused after a crash, so that
 * PostgreSQL would refuse to start. It ignores the id of its parent, which is ours. The file's
 * shared memory entry is kept, because PostgreSQL also checks that.
 */
async function disownPidFile(path: string, lines: string[]): Promise<void> {
  await writeFile(path, [String(process.pid), ...lines.slice(1)].join("\n")).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
}
