import { expect, test } from "vitest";
import { checkSchema } from "#lib/db/check-schema.ts";
import { getServer } from "#lib/runtime/server.ts";
import { runAsOwner } from "#lib/testing/database/owner.ts";

const sql = getServer().db.$client;
const older = "older than this version of Keysmith. Run: npm run migrate";

test("a version is refused on an older schema, and warned of a newer one", async () => {
  expect(await checkSchema(sql)).toBeUndefined();
  await runAsOwner(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9e12)",
  );
  expect(await checkSchema(sql)).toContain("newer than this version");
  await runAsOwner("update pgboss.version set version = version + 1");
  expect(await checkSchema(sql)).toContain("newer than this version");

  await runAsOwner("update pgboss.version set version = version - 2");
  await expect(checkSchema(sql)).rejects.toThrow(older);
  await runAsOwner("update pgboss.version set version = version + 1");
  expect(await checkSchema(sql)).toContain("newer");
  await runAsOwner("delete from pgboss.queue where name = 'mail'");
  await expect(checkSchema(sql)).rejects.toThrow(older);

  await runAsOwner(`
    delete from drizzle.__drizzle_migrations where id in (
      select id from drizzle.__drizzle_migrations order by created_at desc limit 2)`);
  await expect(checkSchema(sql)).rejects.toThrow(older);
  await runAsOwner("revoke usage on schema drizzle from public, keysmith_serving");
  await expect(checkSchema(sql)).rejects.toThrow("has no access to Keysmith's tables yet");
  await runAsOwner("drop schema drizzle cascade");
  await expect(checkSchema(sql)).rejects.toThrow(older);
});
