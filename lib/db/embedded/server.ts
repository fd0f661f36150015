import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { type Cluster, withReachableDir } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { spawnProgram } from "#lib/db/embedded/process.ts";
import { sharedBuffersMegabytes } from "#lib/db/embedded/shared-buffers.ts";
import { toAny } from "#lib/db/target-session.ts";
import { withClient } from "#lib/db/with-client.ts";

export const databaseName = "keysmith";
const responseTimeoutMs = 5_000;
const startTimeoutMs = 120_000;

// Caller input must not reach the log: no statements, no parameters, no row details.
const quietLog = {
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
};

const notDurable = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export type ServerOptions = { port: number; durable: boolean; maxConnections?: number };

/** Starts PostgreSQL on the cluster without waiting until it is ready. */
export async function spawnServer(cluster: Cluster, options: ServerOptions): Promise<ChildProcess> {
  const log = await open(logPath(cluster), "a", 0o600);
  try {
    return await withReachableDir(cluster.dir, cluster.account, async (dir, spawnOptions) =>
      spawnProgram(cluster.binaries.postgres, serverArguments(dir, options), {
        ...spawnOptions,
        logFd: log.fd,
      }),
    );
  } finally {
    await log.close();
  }
}

/**
 * Resolves when the server accepts connections and has the database.
 * @throws Error with the end of the log if the server exits first
 */
export async function waitUntilReady(
  cluster: Cluster,
  child: ChildProcess,
  port: number,
): Promise<void> {
  let failure: Error | undefined;
  child.once("error", (error) => {
    failure = error;
  });
  const deadline = Date.now() + startTimeoutMs;
  while (!(await hasDatabase(clusterUrl(cluster, port, "postgres")))) {
    const end = child.signalCode ?? child.exitCode;
    if (end !== null) failure ??= new Error(`PostgreSQL exited immediately (${end}).`);
    if (!failure && Date.now() > deadline) {
      child.kill("SIGQUIT");
      failure = new Error(`PostgreSQL didn't respond within ${startTimeoutMs / 1000} s.`);
    }
    if (failure) {
      failure.message += `\n${await readLogTail(cluster)}`;
      throw failure;
    }
    await sleep(25);
  }
}

/** Returns a free TCP port of the loopback interface. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free port found.");
  return address.port;
}

/** Path of PostgreSQL's log. */
export function logPath(cluster: Cluster): string {
  return join(cluster.dataDir, "postgres.log");
}

function serverArguments(dir: string, options: ServerOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    max_connections: String(options.maxConnections ?? 100),
    shared_buffers: `${sharedBuffersMegabytes()}MB`,
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    "keysmith.owner_pid": String(process.pid),
    ...quietLog,
    ...(options.durable ? {} : notDurable),
  };
  return [
    "-D",
    dir,
    ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ];
}

/** Returns whether the server is ready, and creates the database if it is missing. */
async function hasDatabase(url: string): Promise<boolean> {
  const ensure = async (sql: Sql) => {
    const found = await sql`select from pg_database where datname = ${databaseName}`;
    if (found.length === 0) await sql`create database ${sql(databaseName)}`;
    return true;
  };
  return withClient(url, responseTimeoutMs, ensure, toAny).catch(() => false);
}

async function readLogTail(cluster: Cluster): Promise<string> {
  const text = await readFile(logPath(cluster), "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-8).join("\n");
}
