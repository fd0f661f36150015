import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkServingRole } from "#lib/db/check-serving-role.ts";
import { prepareCluster } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import {
  databaseName,
  findFreePort,
  spawnServer,
  waitUntilReady,
} from "#lib/db/embedded/server.ts";
import { borrowEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { withClient } from "#lib/db/with-client.ts";
import { getServer } from "#lib/runtime/server.ts";
import { getOwnerUrl, runAsOwner } from "#lib/testing/database/owner.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";

const servingRole = new URL(process.env.DATABASE_URL ?? "").username;
const { $client: serving } = getServer().db;

/** Returns the SQLSTATE of a refused statement, which is rolled back either way. */
async function refusal(statement: string): Promise<string> {
  const trying = serving.begin(async (tx) => {
    await tx.unsafe(statement);
    throw new Error("accepted");
  });
  // The audit log's trigger has the same code, and must not be needed.
  return trying.catch(
    ({ code, message }) => (/append-only/.test(message) ? message : code) ?? message,
  );
}

const inSchemas = "n.nspname in ('public', 'drizzle', 'pgboss')";
const ofNoExtension = (oid: string) =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;

test("the serving role cannot change, empty or unprotect any table, nor replace any function", async () => {
  await mintMerchant();
  const objects = await runAsOwner(`
    select c.oid::regclass::text as name, c.relname as relation, t.tgname as trigger
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
    where ${inSchemas} and c.relkind in ('r', 'p') and ${ofNoExtension("c.oid")}`);
  const functions = await runAsOwner(`
    select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${inSchemas} and ${ofNoExtension("p.oid")}`);
  expect(objects.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["audit_events", "pgboss.job", "drizzle.__drizzle_migrations"]),
  );
  expect(functions.map(({ name }) => name)).toContain("refuse_audit_change()");
  const acts = [
    ...objects.flatMap(({ name, trigger }) => [
      `alter table ${name} add column more text`,
      `alter table ${name} disable trigger all`,
      `alter table ${name} owner to current_user`,
      `alter table ${name} enable row level security`,
      `drop table ${name} cascade`,
      `truncate ${name} cascade`,
      `create trigger t before insert on ${name} for each row execute function refuse_audit_change()`,
      `create rule r as on delete to ${name} do instead nothing`,
      ...(trigger === null ? [] : [`drop trigger ${trigger} on ${name}`]),
    ]),
    ...functions.flatMap(({ name, definition }) => [
      `drop function ${name} cascade`,
      `alter function ${name} rename to other`,
      String(definition),
    ]),
    ...["public", "drizzle", "pgboss"].flatMap((schema) => [
      `create table ${schema}.more (text text)`,
      `create function ${schema}.more() returns int language sql as 'select 1'`,
      `drop schema ${schema} cascade`,
    ]),
    "create schema more",
    "set session_replication_role = replica",
    "set local session_replication_role = replica",
    "update drizzle.__drizzle_migrations set hash = ''",
    "update audit_events set action = 'x'",
    "delete from audit_events",
    "select * from audit_events for update",
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 1)",
    "set role keysmith",
    "copy audit_events to program 'cat'",
    "alter role current_user superuser",
    `alter database ${new URL(getOwnerUrl()).pathname.slice(1)} set session_replication_role = replica`,
  ];
  const accepted: string[] = [];
  for (const act of acts) {
    if ((await refusal(act)) !== "42501") accepted.push(`${await refusal(act)}: ${act}`);
  }
  expect(accepted).toEqual([]);
}, 60_000);

test("a role that could change the schema is named at start", async () => {
  const check = (url: string) => withClient(url, 5000, checkServingRole);
  const { DATABASE_URL = "" } = process.env;
  expect(await check(DATABASE_URL)).toBeUndefined();
  expect(await check(getOwnerUrl())).toContain("may alter and drop Keysmith's tables");
  await runAsOwner(`grant create on schema public to public`);
  expect(await check(DATABASE_URL)).toContain(
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${servingRole};`,
  );
});

test("migrating again grants what a later table and function lack, takes what is too much, and then changes nothing", async () => {
  await runAsOwner(`
    create table later (id text);
    create sequence later_numbers;
    create function later() returns int language sql as 'select 1';
    revoke execute on function later() from public;
    create table audit_parts (id text) partition by list (id);
    create table audit_part partition of audit_parts default;
    grant all on audit_part, audit_events to ${servingRole};
    revoke all on pgboss.job from ${servingRole}`);
  const migrate = () => migrateDatabase(getOwnerUrl(), { servingRole });
  const readCatalog = () =>
    runAsOwner(`
      select c.oid, c.xmin::text, c.relacl::text from pg_class c order by c.oid`);
  expect(await migrate()).toEqual([]);
  await serving`insert into later values (${"x"})`;
  await serving`select nextval('later_numbers'), later()`;
  await serving`select from pgboss.job`;
  for (const refused of [
    "truncate audit_events",
    "delete from audit_events",
    "delete from audit_part",
  ]) {
    expect([refused, await refusal(refused)]).toEqual([refused, "42501"]);
  }
  const before = await readCatalog();
  expect(await migrate()).toEqual([]);
  expect(await readCatalog()).toEqual(before);
});

test("an embedded database of before, with one superuser, gets its serving role by a start", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "keysmith-one-role-"));
  const cluster = await prepareCluster(dataDir);
  const port = await findFreePort();
  const child = await spawnServer(cluster, { port, durable: false });
  await waitUntilReady(cluster, child, port);
  await migrateDatabase(clusterUrl(cluster, port, databaseName));
  await stopPostmaster(child.pid ?? 0);

  for (const _start of [1, 2]) {
    const { url, servingUrl, stop } = await borrowEmbeddedPostgres(dataDir);
    await migrateDatabase(url, { servingRole: new URL(servingUrl).username });
    const [row] = await withClient(
      servingUrl,
      5000,
      (sql) => sql`select count(*)::int as merchants, current_user as name from merchants`,
    );
    await stop();
    expect(row).toEqual({ merchants: 0, name: "keysmith_serving" });
  }
  await rm(dataDir, { recursive: true });
}, 60_000);
