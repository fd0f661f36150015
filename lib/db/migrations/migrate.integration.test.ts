import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import * as schema from "#drizzle/schema.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { installJobs } from "#lib/jobs/install.ts";
import { pgbouncer, startPgbouncer } from "#lib/testing/database/pgbouncer.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";
import { applyMigrations, describeDatabase } from "#scripts/start/database.ts";

const rows = 2500;
let sql: Sql;
let url = "";
let folder = "";
const cleanups: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const name = `keysmith_${randomUUID().replaceAll("-", "")}`;
  await admin.unsafe(`create database ${name}`);
  url = withDatabase(inject("postgresUrl"), name);
  sql = postgres(url, { max: 4, onnotice: () => {} });
  folder = await mkdtemp(join(tmpdir(), "keysmith-migrate-"));
  await mkdir(join(folder, "meta"));
  cleanups.push(
    () => admin.end(),
    () => admin.unsafe(`drop database ${name} with (force)`),
    () => rm(folder, { recursive: true }),
    () => sql.end(),
  );
  await sql`create table things (id int primary key, size int, label text)`;
  await sql`insert into things select n, n % 7 from generate_series(1, ${rows}::int) n`;
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Writes migrations of these texts, in their order. */
async function write(texts: Record<string, string>): Promise<void> {
  const entries = Object.keys(texts).map((tag, index) => ({ tag, when: index + 1 }));
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ entries }));
  for (const [tag, text] of Object.entries(texts)) {
    await writeFile(join(folder, `${tag}.sql`), text);
  }
}

const migrate = () => migrateDatabase(url, { folder });

const fill = `-- no-transaction
-- batch
UPDATE "things" SET "label" = 'a' WHERE "id" IN (SELECT "id" FROM "things" WHERE "label" IS NULL LIMIT 1000);
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "things_size" ON "public"."things" ("size");`;

async function isIndexValid(): Promise<boolean | undefined> {
  const [row] = await sql`
    select indisvalid from pg_index where indexrelid = to_regclass('things_size')`;
  return row?.indisvalid;
}

test("each migration is applied once and whole, whatever came before it and however many migrate", async () => {
  await write({
    first: 'ALTER TABLE "public"."things" ADD COLUMN "one" int;',
    second: fill,
    third: 'ALTER TABLE "things" ADD COLUMN "two" int;--> statement-breakpoint\nSELECT 1 / 0;',
  });
  const outcomes = await Promise.allSettled([migrate(), migrate(), migrate()]);
  const reasons = outcomes.map((outcome) => "reason" in outcome && outcome.reason.message);
  expect(reasons).toEqual(Array(3).fill("division by zero"));
  expect(await sql`select from things where label is null`).toHaveLength(0);
  expect(await isIndexValid()).toBe(true);
  expect(await sql`select created_at from drizzle.__drizzle_migrations`).toHaveLength(2);
  expect(
    await sql`select column_name from information_schema.columns where column_name = 'two'`,
  ).toHaveLength(0);

  // Of another branch: generated before what has been applied.
  await writeFile(
    join(folder, "meta", "_journal.json"),
    JSON.stringify({
      entries: [
        { tag: "first", when: 1 },
        { tag: "early", when: 0 },
        { tag: "second", when: 2 },
      ],
    }),
  );
  await writeFile(join(folder, "early.sql"), 'ALTER TABLE "things" ADD COLUMN "three" int;');
  expect((await Promise.all([migrate(), migrate()])).flat()).toEqual(["early"]);
});

test("what an interrupted migration has left is finished by the next", async () => {
  await write({ fill });
  // An interrupted CREATE INDEX CONCURRENTLY leaves just this.
  await sql`create index things_size on things (size)`;
  await sql`
    update pg_index set indisvalid = false, indisready = false
    where indexrelid = 'things_size'::regclass`;
  await sql`update things set label = 'a' where id <= 1500`;
  expect(await migrate()).toEqual(["fill"]);
  expect(await isIndexValid()).toBe(true);
  expect(await sql`select from things where label is null`).toHaveLength(0);
});

test("a migration that waits for a lock lets requests pass, and an index waits as long as it must", async () => {
  await write({ add: 'ALTER TABLE "things" ADD COLUMN "one" int;', fill });
  const over = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`select from things limit 1`;
    await over.promise;
  });
  const migrating = migrate();
  const countWaits = async () => {
    const [row] = await sql`
      select count(*)::int from pg_locks
      where relation = 'things'::regclass and mode = 'AccessExclusiveLock' and not granted`;
    return row?.count;
  };
  // It waits, gives up while the other goes on, and tries again.
  await expect.poll(countWaits, { interval: 5, timeout: 10_000 }).toBe(1);
  await expect.poll(countWaits, { interval: 5, timeout: 10_000 }).toBe(0);
  await expect.poll(countWaits, { interval: 5, timeout: 10_000 }).toBe(1);
  over.resolve();
  await holding;
  expect(await migrating).toEqual(["add", "fill"]);
}, 40_000);

test("an index that pg-boss leaves for later is built by the migration", async () => {
  await write({});
  await migrate();
  await sql`
    insert into pgboss.bam (name, version, status, table_name, command)
    values ('later', 99, 'pending', 'pgboss.queue',
      'create index concurrently if not exists later on pgboss.queue (updated_on)')`;
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await sql`update pgboss.version set bam_on = null`;
  await installJobs(drizzle(client, { schema }));
  await client.end();
  expect(await sql`select status from pgboss.bam`).toEqual([{ status: "completed" }]);
  expect(await sql`select from pg_class where relname = 'later'`).toHaveLength(1);
}, 40_000);

test.skipIf(!pgbouncer)(
  "a pooler that shares sessions is refused, and the owner may go around it (skipped without pgbouncer)",
  async () => {
    const bouncer = await startPgbouncer(url);
    cleanups.push(bouncer.stop);
    const pooled = describeDatabase({ DATABASE_URL: bouncer.url });
    await expect(applyMigrations(pooled)).rejects.toThrow("Set DATABASE_DIRECT_URL");
    const wrong = { DATABASE_URL: url, MIGRATION_DATABASE_URL: bouncer.url };
    await expect(applyMigrations(describeDatabase(wrong))).rejects.toThrow(
      "Set MIGRATION_DATABASE_URL to the PostgreSQL server itself",
    );
    expect(await sql`select from pg_class where relname = 'api_keys'`).toHaveLength(0);
    const around = { DATABASE_URL: bouncer.url, MIGRATION_DATABASE_URL: url };
    const database = describeDatabase({ ...around, DATABASE_DIRECT_URL: url });
    const applied = await Promise.all([applyMigrations(database), applyMigrations(database)]);
    expect(applied.map(({ length }) => length > 0).sort()).toEqual([false, true]);
  },
  60_000,
);
