import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { borrowEmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { withClient } from "#lib/db/with-client.ts";

let dataDir = "";
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "keysmith-embedded-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = () => startEmbeddedPostgres({ dataDir, durable: false });

async function countRows(url: string): Promise<number> {
  const rows = await withClient(url, 5_000, (sql) => sql`select from kept`);
  return rows.length;
}

test("what an interrupted first start left behind is cleared away", async () => {
  const halfMade = join(dataDir, "postgres.init-999999999-abcdef");
  await mkdir(halfMade);
  await writeFile(join(halfMade, "PG_VERSION"), "18\n");
  const server = await start();
  await withClient(server.url, 5_000, (sql) => sql`create table kept as select 1 as one`);
  await server.stop();
  expect((await readdir(dataDir)).sort()).toEqual([
    "postgres",
    "postgres-password",
    "postgres.log",
  ]);
});

test("a process id that something else has by now does not pass for a running server", async () => {
  const stale = [process.ppid, join(dataDir, "postgres"), "1700000000", "1", "", "127.0.0.1", ""];
  await writeFile(join(dataDir, "postgres", "postmaster.pid"), stale.join("\n"));
  const server = await start();
  expect(await countRows(server.url)).toBe(1);
  await server.stop();
});

test("no statement and no value of a row reaches the server's log", async () => {
  const server = await start();
  const failing = withClient(server.url, 5_000, async (sql) => {
    await sql`create table canaries (value text unique)`;
    await sql`insert into canaries values (${"canary-value"})`;
    await sql`insert into canaries values (${"canary-value"})`;
  });
  await expect(failing).rejects.toMatchObject({ code: "23505" });
  await server.stop();
  expect(await readFile(join(dataDir, "postgres.log"), "utf8")).not.toContain("canar");
});

test("is borrowed from whoever runs it, and started for the moment where nobody does", async () => {
  const server = await start();
  const borrowed = await borrowEmbeddedPostgres(dataDir);
  expect([borrowed.isOwn, borrowed.url]).toEqual([false, server.url]);
  await borrowed.stop();
  expect(await countRows(server.url)).toBe(1);
  await server.stop();

  const own = await borrowEmbeddedPostgres(dataDir);
  expect([own.isOwn, await countRows(own.url)]).toEqual([true, 1]);
  await own.stop();
  await expect(countRows(own.url)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("is not borrowed, nor made, where there is none", async () => {
  const empty = join(dataDir, "empty");
  await expect(borrowEmbeddedPostgres(empty)).rejects.toThrow("There is no database in ");
  expect(await readdir(dataDir)).not.toContain("empty");
});

test("a folder of another PostgreSQL version is left alone", async () => {
  await writeFile(join(dataDir, "postgres", "PG_VERSION"), "15\n");
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 15/);
});
