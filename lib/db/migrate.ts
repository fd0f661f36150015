import { createRequire } from "node:module";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { PgDialect, PgSession } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import * as schema from "#drizzle/schema.ts";
import type { Database } from "#lib/context.ts";
import { openClient } from "#lib/db/open-client.ts";
import { toPrimary } from "#lib/db/target-session.ts";

const journal = createRequire(import.meta.url).resolve("#drizzle/migrations/meta/_journal.json");
/** Folder of the migrations. */
export const migrationsFolder = dirname(dirname(journal));
const lockId = 0x6b657973;
/** Half of PostgreSQL's deadlock timeout, so that a deadlock never aborts a caller's statement. */
const lockTimeoutMs = 500;
const lockAttempts = 300;
const lockPauseMs = 100;

/**
 * Migrates the database at `url` to the newest schema, including the job queue, while other
 * instances serve it. Concurrent starts take turns. The connection must keep its session, which
 * pgbouncer in transaction mode does not. Throws the driver's error if it cannot connect.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const options = { max: 1, connect_timeout: 10, onnotice: () => {}, ...toPrimary };
  const client = openClient(url, options);
  try {
    await client`select pg_advisory_lock(${lockId})`;
    const db = drizzle(client, { schema });
    await client`select set_config('lock_timeout', ${String(lockTimeoutMs)}, false)`;
    await untilUnlocked(() => applyMigrations(db));
    await client`reset lock_timeout`;
    // Loaded here, because a verifier that finds its database migrated needs no job queue.
    const { installJobs } = await import("#lib/jobs/install.ts");
    await installJobs(db);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/**
 * Applies pending migrations. The generated files name the schema `public`, which may not come
 * first in the search_path of the role or URL.
 */
async function applyMigrations(db: Database): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder }).map((migration) => ({
    ...migration,
    sql: migration.sql.map((text) => text.replaceAll('"public".', "")),
  }));
  const { dialect, session } = db as unknown as {
    dialect: PgDialect;
    session: PgSession;
  };
  await dialect.migrate(migrations, session, { migrationsFolder });
}

/** Retries the whole transaction until its tables are not locked. */
async function untilUnlocked(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === lockAttempts || !isLockTimeout(error)) throw error;
      await sleep(lockPauseMs);
    }
  }
}

function isLockTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "55P03") || isLockTimeout(error.cause);
}
