import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { afterEach, expect, inject, test } from "vitest";
import * as schema from "#drizzle/schema.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { newId } from "#lib/ids.ts";
import { findSessionRecord } from "#lib/sessions/sessions.ts";
import { oldRelease } from "#lib/testing/database/old-release.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";

const migrations = join(import.meta.dirname, "migrations");
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** By how many migrations each release had its schema. */
const beforeLifeOfAKey = 3;
const beforePeopleAndAccess = 4;

/** A database as a release before has left it. */
async function openOldDatabase(
  migrationCount = beforeLifeOfAKey,
): Promise<{ url: string; sql: Sql }> {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const name = `keysmith_${randomUUID().replaceAll("-", "")}`;
  await admin.unsafe(`create database ${name}`);
  const url = withDatabase(inject("postgresUrl"), name);
  const sql = postgres(url, { max: 8, onnotice: () => {} });
  const folder = await mkdtemp(join(tmpdir(), "keysmith-migrations-"));
  cleanups.push(
    () => admin.end(),
    () => admin.unsafe(`drop database ${name} with (force)`),
    () => rm(folder, { recursive: true }),
    () => sql.end(),
  );
  await cp(migrations, folder, { recursive: true });
  const journalPath = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(await readFile(journalPath, "utf8"));
  await writeFile(
    journalPath,
    JSON.stringify({ ...journal, entries: journal.entries.slice(0, migrationCount) }),
  );
  await migrate(drizzle(sql), { migrationsFolder: folder });
  return { url, sql };
}

test("rows of the release before are brought up to the newest schema", async () => {
  const { url, sql } = await openOldDatabase();
  const old = await oldRelease(sql);
  const empty = await oldRelease(sql);
  const keys = [await old.create(), await old.create(), await old.create()];
  await old.revoke(keys[0]?.id ?? "");
  await migrateDatabase(url);
  const bounds = await sql`select id, active_key_bound from applications order by id`;
  expect(bounds).toEqual([
    { id: old.applicationId, active_key_bound: 2 },
    { id: empty.applicationId, active_key_bound: 0 },
  ]);
  expect(
    await sql`select distinct key_prefix, generation, expires_at from api_key_secrets`,
  ).toEqual([{ key_prefix: "ks_live_0ldK", generation: 1, expires_at: null }]);
  expect(await sql`select distinct version, leaked, rotation_generation from api_keys`).toEqual([
    { version: 1, leaked: false, rotation_generation: null },
  ]);
});

test("the release before goes on working while the schema is brought up, and on the new one", async () => {
  const { url, sql } = await openOldDatabase();
  const old = await oldRelease(sql);
  const isMigrated = migrateDatabase(url).then(() => true);
  let isOver = false;
  const work = async () => {
    for (let rounds = 0; rounds < 5; rounds += Number(isOver)) {
      const { id, keyHash } = await old.create();
      expect(await old.verify(keyHash)).toEqual({ id, isRevoked: false, isExpired: false });
      await old.use(id);
      await old.revoke(id);
      expect(await old.verify(keyHash)).toMatchObject({ isRevoked: true });
    }
  };
  const workers = [work(), work(), work(), work()];
  isOver = await isMigrated;
  await Promise.all(workers);
  const [left] = await sql`select count(*)::int from api_keys where revoked_at is null`;
  expect(left).toEqual({ count: 0 });
});

test("a transaction that holds what the migration wants is never the victim of a deadlock", async () => {
  const { url, sql } = await openOldDatabase();
  const old = await oldRelease(sql);
  const { id, keyHash } = await old.create();
  const countWaiting = async () => {
    const [row] = await sql`
      select count(*)::int from pg_locks
      where relation = 'api_keys'::regclass and mode = 'AccessExclusiveLock' and not granted`;
    return row?.count;
  };
  const { migrating } = await sql.begin(async (tx) => {
    await tx`select id from api_keys where id = ${id} for no key update`;
    const migrating = migrateDatabase(url);
    await expect.poll(countWaiting, { interval: 10, timeout: 10_000 }).toBe(1);
    await tx`update api_key_secrets set expires_at = now() where api_key_id = ${id}`;
    return { migrating };
  });
  await migrating;
  expect(await old.verify(keyHash)).toMatchObject({ isExpired: true });
});

test("who was signed in by the release before stays so, and it signs people in on the new schema", async () => {
  const { url, sql } = await openOldDatabase(beforePeopleAndAccess);
  await oldRelease(sql);
  const [member] = await sql`select merchant_id, user_id from memberships`;
  const signIn = async () => {
    const id = newId("ses");
    await sql`
      insert into sessions (id, kind, user_id, merchant_id, expires_at)
      values (${id}, 'token', ${member?.user_id}, ${member?.merchant_id}, now() + interval '14 days')`;
    return id;
  };
  const ids = [await signIn()];
  await migrateDatabase(url);
  ids.push(await signIn());
  const db = drizzle(sql, { schema });
  for (const sessionId of ids) {
    const found = await findSessionRecord(db, { sessionId, kind: "token" });
    expect(found).toMatchObject({
      merchantId: member?.merchant_id,
      userId: member?.user_id,
      hasSecondFactor: false,
      lacksSecondFactor: false,
      provider: null,
    });
  }
});
