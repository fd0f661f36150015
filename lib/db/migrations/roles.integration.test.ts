import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { checkSchema } from "#lib/db/check-schema.ts";
import { checkServingRole } from "#lib/db/check-serving-role.ts";
import { withClient } from "#lib/db/with-client.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";
import { applyMigrations, describeDatabase } from "#scripts/start/database.ts";

const page = await readFile("docs/operations/databases.md", "utf8");
/** The page's statements: for two roles from the start, and for one role that becomes two. */
const [twoRoles = "", split = ""] = [...page.matchAll(/```sql\n(.*?)```/gs)].map(
  ([, text]) => text,
);

let server: Sql;
let admin: Sql;
let name = "";
beforeEach(async () => {
  name = `keysmith_${randomUUID().replaceAll("-", "")}`;
  server = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  await server.unsafe(`create database ${name}`);
  admin = postgres(withDatabase(inject("postgresUrl"), name), { max: 1, onnotice: () => {} });
});
afterEach(async () => {
  await admin.end();
  await server.unsafe(`drop database ${name} with (force)`);
  await server.unsafe(`drop role if exists ${name}_owner, ${name}_serving`);
  await server.end();
});

/** Runs statements of the page with names of this test's own. */
async function follow(text: string): Promise<void> {
  const own = text
    .replaceAll("DATABASE keysmith", `DATABASE ${name}`)
    .replaceAll("keysmith_owner", `${name}_owner`)
    .replaceAll(/\bkeysmith\b/g, `${name}_serving`)
    .replaceAll("…", "secret");
  await admin.unsafe(own);
}

function getUrl(role: string): string {
  const url = new URL(withDatabase(inject("postgresUrl"), name));
  Object.assign(url, { username: `${name}_${role}`, password: "secret" });
  return url.href;
}

const check = () =>
  withClient(getUrl("serving"), 5000, async (sql) => {
    await sql`insert into merchants (id, name) values ('mer_one', 'One') on conflict do nothing`;
    return [await checkSchema(sql), await checkServingRole(sql)];
  });

test("the page's two roles migrate and serve without a warning", async () => {
  await follow(twoRoles);
  const database = describeDatabase({
    DATABASE_URL: getUrl("serving"),
    MIGRATION_DATABASE_URL: getUrl("owner"),
  });
  expect(await applyMigrations(database)).not.toEqual([]);
  expect(await check()).toEqual([undefined, undefined]);
});

test("one role for everything works with a warning, and is split by the page's statements", async () => {
  await admin.unsafe(`create role ${name}_serving login password 'secret'`);
  await admin.unsafe(`grant create on database ${name} to ${name}_serving`);
  await admin.unsafe(`grant create on schema public to ${name}_serving`);
  const DATABASE_URL = getUrl("serving");
  expect(await applyMigrations(describeDatabase({ DATABASE_URL }))).not.toEqual([]);
  expect(await check()).toEqual([undefined, expect.stringContaining("may alter and drop")]);

  await follow(split);
  await expect(check()).rejects.toThrow("permission denied");
  const owner = { DATABASE_URL, MIGRATION_DATABASE_URL: getUrl("owner") };
  expect(await applyMigrations(describeDatabase(owner))).toEqual([]);
  expect(await check()).toEqual([undefined, undefined]);
});
