import { type ChildProcess, execFile, spawnSync } from "node:child_process";
import { appendFile, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { noRecorders } from "#lib/context.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { connect } from "#lib/db/connect.ts";
import { chooseAccount } from "#lib/db/embedded/account.ts";
import { runProgram, spawnProgram, stopPostmaster } from "#lib/db/embedded/process.ts";
import { findFreePort } from "#lib/db/embedded/server.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { toAny } from "#lib/db/target-session.ts";
import { withClient } from "#lib/db/with-client.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { getVerdict, mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { runOperator } from "#scripts/operator/run.ts";

const bindir = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim() ?? "";
const isServerHere =
  bindir !== "" && spawnSync(join(bindir, "pg_basebackup"), ["--version"]).status === 0;
const account = await chooseAccount("");
const folders: string[] = [];
const servers: ChildProcess[] = [];
const run = promisify(execFile);
const bin = (name: string) => join(bindir, name);

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-external-"));
  if (account) await chown(folder, account.uid, account.gid);
  folders.push(folder);
  return folder;
}

async function startServer(dir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await findFreePort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  const child = spawnProgram(bin("postgres"), ["-D", dir, "-p", String(port), ...settings], {
    account,
  });
  servers.push(child);
  const url = `postgres://keysmith@127.0.0.1:${port}/postgres`;
  const answers = () =>
    withClient(url, 2000, (sql) => sql`select where not pg_is_in_recovery()`, toAny).then(
      (rows) => rows.length === 1,
      () => false,
    );
  await vi.waitUntil(answers, { timeout: 60_000, interval: 200 });
  return { url, stop: () => stopPostmaster(child.pid ?? 0) };
}

const named = (url: string, database: string) => url.replace(/postgres$/, database);

/** Runs an operator's command on a database. */
async function operate(url: string, ...args: string[]) {
  vi.stubEnv("DATABASE_URL", url);
  return runOperator(args).finally(() => vi.unstubAllEnvs());
}

async function readVerdicts(url: string, keys: { fullKey: string }[]): Promise<string[]> {
  const db = connect(url, { prepare: false });
  const request = createContext({ id: "drill", address: null, userAgent: null });
  const ctx = { ...request, ...noRecorders, db };
  return Promise.all(keys.map(({ fullKey }) => getVerdict(ctx, fullKey))).finally(() =>
    db.$client.end(),
  );
}

let server: Awaited<ReturnType<typeof startServer>>;
let archive = "";

beforeAll(async () => {
  if (!isServerHere) return;
  const dir = await makeFolder();
  archive = await makeFolder();
  const flags = ["--username=keysmith", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  const made = await runProgram(bin("initdb"), ["-D", dir, ...flags], { account });
  expect(made.exitCode, made.output).toBe(0);
  await appendFile(
    join(dir, "postgresql.conf"),
    `archive_mode = on\narchive_command = 'cp "%p" "${archive}/%f"'\nfsync = off\n`,
  );
  server = await startServer(dir);
  await withClient(server.url, 5000, (sql) => sql`create database keysmith`);
  process.env.DATABASE_URL = named(server.url, "keysmith");
  await migrateDatabase(process.env.DATABASE_URL);
  const { db, env } = getServer();
  await checkSecrets(db.$client, env, { isAdopting: true });
});

afterAll(async () => {
  if (!isServerHere) return;
  await getServer().db.$client.end();
  for (const { pid } of servers) await stopPostmaster(pid ?? 0);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test.skipIf(!isServerHere)(
  "a database is restored from pg_dump, and every key verifies",
  async () => {
    const { keys } = await mintApiKeys(5);
    const file = join(await makeFolder(), "keysmith.dump");
    const url = named(server.url, "restored");
    await run("pg_dump", ["--format=custom", `--file=${file}`, named(server.url, "keysmith")]);
    await withClient(server.url, 5000, (sql) => sql`create database restored`);
    await run("pg_restore", ["--no-owner", "--exit-on-error", `--dbname=${url}`, file]);
    const finished = await operate(url, "restore", "finish");
    expect(finished).toMatchObject({ exitCode: 0 });
    expect(await operate(url, "doctor")).toMatchObject({ exitCode: 0 });
    expect(await readVerdicts(url, keys)).toEqual(keys.map(() => "valid"));
  },
);

test.skipIf(!isServerHere)(
  "a database is restored to a point in time, before a revocation",
  async () => {
    const { url } = server;
    const copy = join(await makeFolder(), "data");
    const copied = await runProgram(
      bin("pg_basebackup"),
      ["-D", copy, "-d", url, "--checkpoint=fast"],
      { account },
    );
    expect(copied.exitCode, copied.output).toBe(0);
    const { ctx, keys } = await mintApiKeys(2);
    const [now] = await withClient(url, 5000, (sql) => sql`select clock_timestamp()::text as time`);
    const [first] = keys;
    if (!first) throw new Error("no key was made");
    await revokeApiKey(ctx, first.ref);
    const readLsn = (sql: string) => withClient(url, 5000, (client) => client.unsafe(sql));
    const [last] = await readLsn("select pg_walfile_name(pg_switch_wal()) as name");
    const isArchived = async () => {
      const [row] = await readLsn("select last_archived_wal as name from pg_stat_archiver");
      return row?.name >= last?.name;
    };
    await vi.waitUntil(isArchived, { timeout: 30_000 });

    await appendFile(
      join(copy, "postgresql.conf"),
      `restore_command = 'cp "${archive}/%f" "%p"'\nrecovery_target_time = '${now?.time}'\n` +
        "recovery_target_action = 'promote'\narchive_mode = off\n",
    );
    await writeFile(join(copy, "recovery.signal"), "");
    const restored = await startServer(copy);
    const target = named(restored.url, "keysmith");
    const takenAt = new Date(`${now?.time}`).toISOString();
    const finished = await operate(target, "restore", "finish", "--taken-at", takenAt);
    expect(finished.text).toContain("is valid again");
    expect(await operate(target, "doctor")).toMatchObject({ exitCode: 0 });
    expect(await readVerdicts(target, keys)).toEqual(["valid", "valid"]);
    expect(await readVerdicts(named(url, "keysmith"), keys)).toEqual(["revoked", "valid"]);
  },
);
