import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "postgres";
import { superuser } from "#lib/db/embedded/cluster.ts";
import { databaseName } from "#lib/db/embedded/server.ts";
import { withClient } from "#lib/db/with-client.ts";
import { keepSecrets } from "#scripts/start/secrets.ts";
import { product } from "./client.ts";

const answerMs = 10_000;

/** Address of the embedded server that runs on a data folder. */
export async function readDatabaseUrl(dataDir: string): Promise<string> {
  const read = (...path: string[]) => readFile(join(dataDir, ...path), "utf8");
  const password = (await read("postgres-password")).trim();
  const [, , , port] = (await read("postgres", "postmaster.pid")).split("\n");
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`;
}

/** The environment that a process of the same installation runs in. */
export async function readInstallationEnv(dataDir: string): Promise<Record<string, string>> {
  return { ...(await keepSecrets(dataDir)), DATABASE_URL: await readDatabaseUrl(dataDir) };
}

/** Reaches behind the product for what a journey cannot wait for, such as the passing of months. */
export async function inDatabase<T>(
  work: (sql: Sql) => Promise<T>,
  dataDir = product.dataDir,
): Promise<T> {
  return withClient(await readDatabaseUrl(dataDir), answerMs, work);
}
