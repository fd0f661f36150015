import { execFile, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { checkBackup } from "#lib/db/backup/read.ts";
import { restoreBackup } from "#lib/db/backup/restore.ts";
import { writeBackup } from "#lib/db/backup/write.ts";
import { connect } from "#lib/db/connect.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { getOwnerUrl } from "#lib/testing/database/owner.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const url = getOwnerUrl();
const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
let folder = "";
let file = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-backup-"));
  const { ctx } = await mintMerchant();
  const { id: applicationId } = await mintApplication(ctx);
  for (const description of ["a\\.b", "line\ntab\t🔑", "\\."]) {
    await createApiKey(ctx, { applicationId, description });
  }
  const db = connect(url, { prepare: false });
  const boss = createBoss(db);
  await boss.createQueue("own-table", { partition: true });
  await boss.insert("own-table", [{ data: { a: 1 } }]);
  await db.$client.end();
  file = join(folder, "first.sql");
  await writeBackup(url, file);
});

const created: string[] = [];
afterAll(async () => {
  for (const name of created) await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
  await rm(folder, { recursive: true });
});

async function createDatabase(): Promise<{ url: string; sql: Sql }> {
  const name = `keysmith_${randomUUID().replaceAll("-", "")}`;
  await admin.unsafe(`create database ${name} template template0`);
  created.push(name);
  const newUrl = withDatabase(url, name);
  return { url: newUrl, sql: postgres(newUrl, { max: 1, onnotice: () => {} }) };
}

/** What PostgreSQL's own catalogs and `information_schema` say, apart from our queries. */
async function readCatalog(sql: Sql): Promise<Record<string, unknown[]>> {
  const where = "where table_schema in ('public', 'pgboss', 'drizzle')";
  const queries = {
    columns: `select table_schema, table_name, column_name, column_default, is_nullable, data_type,
      udt_name, collation_name, is_identity, identity_generation, is_generated, generation_expression
      from information_schema.columns ${where} order by 1, 2, ordinal_position`,
    indexes:
      "select schemaname, indexname, indexdef from pg_indexes where schemaname !~ '^pg_' order by 1, 2",
    constraints: `select conrelid::regclass::text, conname, contype, convalidated, pg_get_constraintdef(oid)
      from pg_constraint where connamespace::regnamespace::text !~ '^(pg_|info)' order by 1, 2`,
    functions: `select oid::regprocedure::text, md5(prosrc), provolatile, proconfig from pg_proc
      where pronamespace::regnamespace::text in ('public', 'pgboss') order by 1`,
    triggers: `select tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) from pg_trigger
      where not tgisinternal order by 1, 2`,
    tables: `select oid::regclass::text, relkind, relpersistence, reloptions, relispartition,
      pg_get_expr(relpartbound, oid) as bound from pg_class
      where relnamespace::regnamespace::text in ('public', 'pgboss', 'drizzle') order by 1`,
    partitionIndexes: `select inhparent::regclass::text, inhrelid::regclass::text from pg_inherits order by 1, 2`,
    extensions: "select extname, extversion from pg_extension order by 1",
    enums: "select enumtypid::regtype::text, enumlabel from pg_enum order by 1, enumsortorder",
  };
  const catalog: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(queries)) catalog[name] = await sql.unsafe(query);
  return catalog;
}

async function readRows(sql: Sql): Promise<Record<string, unknown>> {
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class where relkind = 'r'
      and relnamespace::regnamespace::text in ('public', 'pgboss', 'drizzle')`;
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select count(*), md5(string_agg(t::text, '' order by t::text)) from ${name} t`,
    );
    rows[name] = row;
  }
  const [next] =
    await sql`select nextval('verifier_marks'), nextval('drizzle.__drizzle_migrations_id_seq') as id`;
  return { ...rows, next };
}

const isPsqlHere = spawnSync("psql", ["--version"]).status === 0;

/** The file's text, without the time at which it was taken and the checksums that follow from it. */
const readStatements = async (path: string) =>
  (await readFile(path, "utf8")).replaceAll(/^-- (Taken at|sha256).*\n/gm, "");

test("a restored database has every object, row and sequence of the one that was backed up", async () => {
  const restored = await createDatabase();
  await restoreBackup(restored.url, file);
  const again = join(folder, "again.sql");
  await writeBackup(restored.url, again);
  expect(await readStatements(again)).toBe(await readStatements(file));

  const original = postgres(url, { max: 1 });
  expect(await readCatalog(restored.sql)).toEqual(await readCatalog(original));
  const rows = await readRows(restored.sql);
  // The next revocation waits for the verifiers of before, as after a promotion.
  const noLeases = { verifier_leases: { count: "0", md5: null } };
  expect(rows).toEqual({ ...(await readRows(original)), ...noLeases });
  await expect(restored.sql`delete from audit_events`).rejects.toThrow("append-only");
  await migrateDatabase(restored.url);
  await restored.sql.end();
  await original.end();
});

test.skipIf(!isPsqlHere)("plain psql restores a backup", async () => {
  const restored = await createDatabase();
  const run = promisify(execFile);
  await run("psql", ["-X", "-v", "ON_ERROR_STOP=1", "-f", file, restored.url]);
  const again = join(folder, "psql.sql");
  await writeBackup(restored.url, again);
  expect(await readStatements(again)).toBe(await readStatements(file));
  await restored.sql.end();
});

test("a backup is one snapshot, however many rows are written meanwhile, and compressed if its name says so", async () => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`create table public.aaa_first as
    select repeat('x', 300) as filling from generate_series(1, 60000)`;
  await sql`create table public.zzz_last as select 1 as n`;
  const packed = join(folder, "packed.sql.gz");
  let writing: Promise<unknown> | undefined;
  await writeBackup(url, packed, {
    onProgress: () => {
      writing ??= sql`insert into public.zzz_last values (2)`;
    },
  });
  await writing;
  await sql`drop table public.aaa_first, public.zzz_last`;
  await sql.end();
  const text = gunzipSync(await readFile(packed)).toString();
  expect(text).toMatch(/^COPY public\.zzz_last \(n\) FROM stdin;\n1\n\\\.$/m);
  // More rows than fit into one section.
  expect(text.match(/^COPY public\.aaa_first/gm)?.length).toBeGreaterThan(1);
  const restored = await createDatabase();
  await restoreBackup(restored.url, packed);
  expect(await restored.sql`select n from zzz_last`).toEqual([{ n: 1 }]);
  expect(await restored.sql`select count(*)::int from aaa_first`).toEqual([{ count: 60000 }]);
  await restored.sql.end();
});

test("a backup replaces no file, is for its owner only, and leaves nothing where it fails", async () => {
  const before = await readdir(folder);
  await expect(writeBackup(url, file)).rejects.toThrow("already exists");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`create table public.aaa_first as
    select repeat('x', 300) as filling from generate_series(1, 60000)`;
  const stop = new AbortController();
  const { signal } = stop;
  const onProgress = () => stop.abort();
  const failing = writeBackup(url, join(folder, "stopped.sql"), { signal, onProgress });
  await expect(failing).rejects.toThrow("aborted");
  await sql`drop table public.aaa_first`;
  await sql.end();
  expect(await readdir(folder)).toEqual(before);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("what a backup cannot hold is named", async () => {
  const sql = postgres(url, { max: 1 });
  await sql`create view public.seen as select 1 as n`;
  const failing = writeBackup(url, join(folder, "view.sql"));
  await expect(failing).rejects.toThrow("A backup cannot hold the view public.seen.");
  await sql`drop view public.seen`;
  await sql.end();
});

const flip = (content: Buffer, at: number) => {
  const copy = Buffer.from(content);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
const inRows = (content: Buffer) => content.indexOf("COPY public.users") + 200;

test.each<[string, string, (content: Buffer) => Buffer, RegExp]>([
  [
    "a changed row",
    "row.sql",
    (c) => flip(c, inRows(c)),
    /damaged between .*, in the rows of public\.users/,
  ],
  [
    "a changed statement",
    "ddl.sql",
    (c) => flip(c, c.indexOf("CREATE TABLE") + 20),
    /damaged between bytes \d+ and \d+, in the statement CREATE/,
  ],
  [
    "a changed checksum",
    "sum.sql",
    (c) =>
      Buffer.from(c.toString("latin1").replace(/[0-9a-f]{64}\n$/, `${"0".repeat(64)}\n`), "latin1"),
    /damaged between .*COMMIT/,
  ],
  [
    "a removed row",
    "less.sql",
    (c) => Buffer.concat([c.subarray(0, inRows(c)), c.subarray(c.indexOf("\n", inRows(c)))]),
    /damaged between .*public\.users/,
  ],
  [
    "an end within the rows",
    "rows.sql",
    (c) => c.subarray(0, inRows(c)),
    /truncated after byte \d+, in the rows of public\.users/,
  ],
  [
    "an end between two sections",
    "cut.sql",
    (c) => c.subarray(0, c.indexOf("COPY public.users")),
    /truncated after byte/,
  ],
  [
    "only the last line missing",
    "last.sql",
    (c) => c.subarray(0, c.lastIndexOf("-- sha256")),
    /truncated .*COMMIT/,
  ],
  [
    "something after its end",
    "more.sql",
    (c) => Buffer.concat([c, Buffer.from("x")]),
    /has extra data after its end/,
  ],
  ["no backup at all", "none.sql", () => Buffer.from("CREATE TABLE"), /is not a Keysmith backup/],
  ["nothing", "empty.sql", () => Buffer.alloc(0), /is not a Keysmith backup/],
  [
    "a cut compressed file",
    "cut.sql.gz",
    (c) => gzipSync(c).subarray(0, 5000),
    /truncated after byte \d+/,
  ],
  ["a changed compressed file", "bad.sql.gz", (c) => flip(gzipSync(c), 9000), /is damaged/],
])(
  "in a file with %s, the damage is found and its place is named",
  async (_, name, damage, message) => {
    const damaged = join(folder, name);
    await writeFile(damaged, damage(await readFile(file)));
    await expect(checkBackup(damaged)).rejects.toThrow(message);
  },
);

test("a file that is damaged or refused by PostgreSQL restores nothing", async () => {
  const target = await createDatabase();
  const whole = await readFile(file);
  // With right checksums, but a row that no table takes.
  const refused = (await readFile(file, "latin1"))
    .replace(/^(COPY public\.users .*\n)/m, "$1x\n")
    .split(/^-- sha256 .*\n/m)
    .slice(0, -1);
  const hash = createHash("sha256");
  const sealed = refused.map((section) => {
    const bytes = Buffer.from(section, "latin1");
    const line = `-- sha256 ${hash.update(bytes).copy().digest("hex")}\n`;
    hash.update(line);
    return Buffer.concat([bytes, Buffer.from(line)]);
  });
  const cases: [string, Buffer, string][] = [
    ["damaged.sql", flip(whole, inRows(whole)), "is damaged"],
    ["ended.sql", whole.subarray(0, whole.lastIndexOf("-- sha256")), "is truncated"],
    ["refused.sql", Buffer.concat(sealed), "PostgreSQL refused the rows of: COPY public.users"],
  ];
  for (const [name, content, message] of cases) {
    const path = join(folder, name);
    await writeFile(path, content);
    await expect(restoreBackup(target.url, path)).rejects.toThrow(message);
  }
  const left = await target.sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace
    union all select nspname::text from pg_namespace where nspname in ('pgboss', 'drizzle')`;
  expect(left).toEqual([]);
  await target.sql.end();
});

test("a backup is restored into an empty database only", async () => {
  await expect(restoreBackup(url, file)).rejects.toThrow("The database is not empty");
});
