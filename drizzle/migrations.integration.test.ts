import { randomBytes, randomUUID } from "node:crypto";
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

/** What the release before has done with a merchant's keys, as its statements had it. */
async function oldRelease(sql: Sql) {
  const merchantId = newId("mer");
  const userId = newId("usr");
  const applicationId = newId("app");
  await sql`insert into merchants (id, name) values (${merchantId}, 'Old')`;
  await sql`insert into users (id, email, password_hash) values (${userId}, ${`${userId}@example.test`}, 'x')`;
  await sql`insert into memberships (merchant_id, user_id, role) values (${merchantId}, ${userId}, 'owner')`;
  await sql`
    insert into applications (id, merchant_id, name, environment)
    values (${applicationId}, ${merchantId}, 'Old', 'live')`;
  return {
    applicationId,
    async create(keyHash = randomBytes(32)) {
      const id = newId("key");
      await sql`
        with key as (
          insert into api_keys (
            id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist,
            expires_at, created_by
          ) values (
            ${id}, ${applicationId}, ${merchantId}, 'ks_live_0ldK', 'Old', '{*}', '{}', null, ${userId}
          ) returning id
        ), secret as (
          insert into api_key_secrets (key_hash, api_key_id) select ${keyHash}::bytea, key.id from key
        ), claimed as (
          insert into idempotency_records (
            merchant_id, user_id, key_hash, request_hash, api_key_id, sealed_answer
          ) select ${merchantId}, ${userId}, ${keyHash}::bytea, 'x', key.id, 'x' from key
        )
        insert into audit_events (
          id, merchant_id, action, actor_id, via, session_id, application_id, api_key_id,
          address, user_agent, request_id, after
        ) select ${newId("aud")}, ${merchantId}, 'api_key.created', ${userId}, 'token', null,
          ${applicationId}, key.id, null, null, 'request', '{}'::jsonb from key`;
      return { id, keyHash };
    },
    async verify(keyHash: Buffer) {
      const [key] = await sql`
        select k.id, k.revoked_at is not null as "isRevoked",
          least(k.expires_at, s.expires_at) <= now() is true as "isExpired"
        from api_key_secrets s join api_keys k on k.id = s.api_key_id
        where s.key_hash = ${keyHash}`;
      return key;
    },
    async use(id: string) {
      await sql`
        with use as (
          select * from json_to_recordset(${JSON.stringify([{ id, at: new Date() }])}::text::json)
            as use (id text, at timestamptz, address inet)
        ), free as (
          select k.id from api_keys k join use on use.id = k.id for no key update of k skip locked
        )
        update api_keys k
        set last_used_at = greatest(k.last_used_at, use.at), last_used_ip = use.address
        from use join free on free.id = use.id
        where k.id = use.id`;
    },
    async revoke(id: string) {
      await sql`
        with revoked as (
          update api_keys set revoked_at = now(), revoked_by = ${userId}, revoked_reason = null
          where id = ${id} and revoked_at is null
          returning id, application_id, merchant_id
        )
        insert into audit_events (
          id, merchant_id, action, actor_id, via, application_id, api_key_id, request_id, before
        ) select ${newId("aud")}, merchant_id, 'api_key.revoked', ${userId}, 'token',
          application_id, id, 'request', '{"status": "active"}' from revoked`;
    },
  };
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
