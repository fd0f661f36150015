import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { withClient } from "#lib/db/with-client.ts";
import { installPrograms, upgradeDatabase } from "#scripts/backup/upgrade.ts";

const dataDir = await mkdtemp(join(tmpdir(), "keysmith-upgrade-drill-"));
const programsDir = await mkdtemp(join(tmpdir(), "keysmith-programs-"));
afterAll(async () => {
  for (const dir of [dataDir, programsDir]) await rm(dir, { recursive: true, force: true });
});

const read = (url: string) =>
  withClient(url, 10_000, async (sql) => {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as major,
      (select name from merchants) as name, (select count(*)::int from pgboss.queue) as queues`;
    return row;
  });

test("a database of PostgreSQL 17 is upgraded by one command, which keeps the old folder", async () => {
  const old = await startEmbeddedPostgres({
    dataDir,
    programs: await installPrograms("17", programsDir),
  });
  await migrateDatabase(old.url);
  await withClient(
    old.url,
    10_000,
    (sql) => sql`insert into merchants (id, name) values ('m', 'A')`,
  );
  const before = await read(old.url);
  await old.stop();
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow("npm run upgrade:database");

  const stop = new AbortController().signal;
  expect(await upgradeDatabase({ dataDir, stop })).toContain("The database is PostgreSQL 18 now.");
  const upgraded = await startEmbeddedPostgres({ dataDir });
  await migrateDatabase(upgraded.url);
  expect(await read(upgraded.url)).toEqual({ ...before, major: 18 });
  await upgraded.stop();
  expect(before?.major).toBe(17);
  const names = ["postgres", "postgres-17", "postgres-password", "postgres.log", "postgres.log.1"];
  expect((await readdir(dataDir)).sort()).toEqual(names);
  expect(await upgradeDatabase({ dataDir, stop })).toBe("The database is PostgreSQL 18 already.");
});
