import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import type { ISql, Sql } from "postgres";
import * as schema from "#drizzle/schema.ts";
import { readSchemaState } from "#lib/db/migrations/applied.ts";
import { grantServingRights } from "#lib/db/migrations/grant.ts";
import type { Migration, MigrationStatement } from "#lib/db/migrations/read.ts";
import { withLockTimeout } from "#lib/db/migrations/with-lock-timeout.ts";
import { openClient } from "#lib/db/open-client.ts";
import { toPrimary } from "#lib/db/target-session.ts";

const lockId = 0x6b657973;
/** Between two batches, for replicas and other writers. */
const batchPauseMs = 20;
const turnPauseMs = 100;

interface MigrateOptions {
  /** Role of the serving processes, which gets its rights to the tables; none if not given. */
  servingRole?: string;
  /** Folder of the migrations, for tests. */
  folder?: string;
  /** Called after each migration. */
  onApplied?(name: string): void;
}

/**
 * Migrates the database at `url` to the newest schema, including the job queue, while other
 * instances serve it. Concurrent callers take turns. The connection must keep its session, which
 * pgbouncer in transaction mode does not.
 * @returns the names of the applied migrations
 * @throws the driver's error
 */
export async function migrateDatabase(
  url: string,
  { servingRole, folder, onApplied }: MigrateOptions = {},
): Promise<string[]> {
  const client = openClient(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: () => {},
    ...toPrimary,
  });
  try {
    await client`
      select set_config(name, '0', false)
      from unnest('{statement_timeout,lock_timeout,idle_in_transaction_session_timeout}'::text[]) name`;
    await takeTurn(client);
    await createList(client);
    const { pending } = await readSchemaState(client, folder);
    for (const migration of pending) {
      await apply(client, migration, servingRole);
      onApplied?.(migration.name);
    }
    const db = drizzle(client, { schema });
    // Loaded here, because a verifier that finds its database migrated needs no job queue.
    const { installJobs } = await import("#lib/jobs/install.ts");
    await withLockTimeout(client, () => installJobs(db));
    await requireLock(client);
    if (servingRole !== undefined) await client.begin((tx) => grantServingRights(tx, servingRole));
    return pending.map(({ name }) => name);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/**
 * Waits for other migrations. A statement that waited would hold a snapshot, for which the other's
 * CREATE INDEX CONCURRENTLY would wait in turn.
 */
async function takeTurn(sql: Sql): Promise<void> {
  for (;;) {
    const [row] = await sql`select pg_try_advisory_lock(${lockId}) as "isHeld"`;
    if (row?.isHeld) return;
    await sleep(turnPauseMs);
  }
}

/** Creates the list of applied migrations, in the form of Drizzle's own migrator. */
async function createList(sql: Sql): Promise<void> {
  const [list] = await sql`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'drizzle' and c.relname = '__drizzle_migrations'`;
  if (list) return;
  await sql`create schema if not exists drizzle`;
  await sql`
    create table drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`;
}

async function apply(sql: Sql, migration: Migration, servingRole?: string): Promise<void> {
  if (migration.isTransactional) {
    return withLockTimeout(sql, () =>
      sql.begin(async (tx) => {
        await requireLock(tx);
        for (const { sql: text } of migration.statements) await tx.unsafe(unqualified(text));
        await record(tx, migration);
        if (servingRole !== undefined) await grantServingRights(tx, servingRole);
      }),
    );
  }
  for (const statement of migration.statements) await runAlone(sql, statement);
  await record(sql, migration);
}

const indexBuild = /\bcreate\s+(?:unique\s+)?index\s+concurrently\s+if\s+not\s+exists\s+"?(\w+)"?/i;
/** These wait for other transactions without blocking anyone. */
const blocksNobody = /\bconcurrently\b|\bvalidate\s+constraint\b/i;

/** Runs a statement in its own transaction. It may have run before, in whole or in part. */
async function runAlone(sql: Sql, { sql: text, isBatch }: MigrationStatement): Promise<void> {
  const run = async () => {
    await requireLock(sql);
    return sql.unsafe(unqualified(text));
  };
  if (blocksNobody.test(text)) {
    const index = indexBuild.exec(text)?.[1];
    if (index !== undefined) await dropInvalidIndex(sql, index);
    await run();
    return;
  }
  for (;;) {
    const { count } = await withLockTimeout(sql, run);
    if (!isBatch || count === 0) return;
    await sleep(batchPauseMs);
  }
}

/** An interrupted build leaves an invalid index, which IF NOT EXISTS would keep. */
async function dropInvalidIndex(sql: Sql, name: string): Promise<void> {
  const [invalid] = await sql`
    select from pg_index where indexrelid = to_regclass(quote_ident(${name})) and not indisvalid`;
  if (invalid) await sql`drop index concurrently ${sql(name)}`;
}

async function record(sql: ISql, { hash, createdAt }: Migration): Promise<void> {
  await sql`
    insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${createdAt})`;
}

/** The generated files name the schema `public`, which may not come first in the search_path. */
function unqualified(text: string): string {
  return text.replaceAll('"public".', "");
}

/** A new connection, or a pooler's other one, would work without the lock. */
async function requireLock(sql: ISql): Promise<void> {
  const [lock] = await sql`
    select from pg_locks
    where locktype = 'advisory' and objid = ${lockId} and pid = pg_backend_pid() and granted`;
  if (!lock) throw new Error("The connection that kept other migrations away was lost. Try again.");
}
