import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "postgres";
import { superuser } from "#lib/db/embedded/cluster.ts";
import { databaseName } from "#lib/db/embedded/server.ts";
import { withClient } from "#lib/db/with-client.ts";
import { keepSecrets } from "#scripts/start/secrets.ts";
import { product } from "./client.ts";

const responseTimeoutMs = 10_000;

/** Reads the URL of the embedded server of a data folder. */
export async function readDatabaseUrl(dataDir: string): Promise<string> {
  const read = (...path: string[]) => readFile(join(dataDir, ...path), "utf8");
  const password = (await read("postgres-password")).trim();
  const [, , , port] = (await read("postgres", "postmaster.pid")).split("\n");
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`;
}

/** Reads the environment of an installation's processes. */
export async function readInstallationEnv(dataDir: string): Promise<Record<string, string>> {
  return { ...(await keepSecrets(dataDir)), DATABASE_URL: await readDatabaseUrl(dataDir) };
}

/** Changes the database directly, for what a journey cannot wait for, such as months. */
export async function inDatabase<T>(
  work: (sql: Sql) => Promise<T>,
  dataDir = product.dataDir,
): Promise<T> {
  return withClient(await readDatabaseUrl(dataDir), responseTimeoutMs, work);
}
