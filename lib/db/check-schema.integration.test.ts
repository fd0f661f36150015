import { expect, test } from "vitest";
import { checkSchema } from "#lib/db/check-schema.ts";
import { getServer } from "#lib/runtime/server.ts";

const sql = getServer().db.$client;

test("a version is refused on an older schema, and warned of a newer one", async () => {
  expect(await checkSchema(sql)).toBeUndefined();
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9e12)`;
  expect(await checkSchema(sql)).toContain("newer than this version");
  await sql`
    delete from drizzle.__drizzle_migrations where id in (
      select id from drizzle.__drizzle_migrations order by created_at desc limit 2)`;
  await expect(checkSchema(sql)).rejects.toThrow("older than this version of Keysmith. Start");
  await sql`drop schema drizzle cascade`;
  await expect(checkSchema(sql)).rejects.toThrow("older than this version");
});
