import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awaitEffect } from "#lib/await-effect.ts";
import { noRecorders } from "#lib/context.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { connect } from "#lib/db/connect.ts";
import { replaceCluster } from "#lib/db/embedded/replace.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { secretNames } from "#lib/secret-list.ts";
import { getVerdict, mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { restoreInstallation } from "#scripts/backup/restore.ts";
import { keepSecrets } from "#scripts/start/secrets.ts";

const project = resolve(import.meta.dirname, "../..");
const folder = await mkdtemp(join(tmpdir(), "keysmith-restore-"));
const original = join(folder, "original");
const elsewhere = join(folder, "elsewhere");
const file = join(folder, "backup.sql.gz");

/** Runs a script of the project on a data folder, as an operator does. */
async function run(script: string, dataDir: string, ...args: string[]) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, KEYSMITH_DATA_DIR: dataDir, NO_COLOR: "1" };
  const options = { cwd: project, env: env as unknown as NodeJS.ProcessEnv };
  return promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...args], options).then(
    ({ stdout }) => ({ exitCode: 0, text: stdout }),
    ({ code, stderr }) => ({ exitCode: code as number, text: String(stderr) }),
  );
}

const stop = new AbortController().signal;
const restore = (path: string) => restoreInstallation(path, { dataDir: elsewhere, stop });

let source: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let fullKeys: string[] = [];

beforeAll(async () => {
  for (const name of secretNames) delete process.env[name];
  source = await startEmbeddedPostgres({ dataDir: original, durable: false });
  const { url, servingUrl } = source;
  Object.assign(process.env, await keepSecrets(original), { DATABASE_URL: servingUrl });
  await migrateDatabase(url, { servingRole: new URL(servingUrl).username });
  const { db, env } = getServer();
  await checkSecrets(db.$client, env, { isAdopting: true });
  const { ctx, keys } = await mintApiKeys(30);
  fullKeys = keys.map(({ fullKey }) => fullKey);
  await awaitEffect(ctx);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a backup that is made while Keysmith runs is restored elsewhere, where every key verifies", async () => {
  const made = await run("backup", original, file);
  expect(made.text).toContain("Backed up");
  const [recorded] = await getServer().db.$client`
    select after from audit_events where action = 'installation.backed_up'`;
  expect(recorded?.after).toMatchObject({ bytes: expect.any(Number) });
  await getServer().db.$client.end();
  await source.stop();
  await rename(join(original, "secrets.json"), join(folder, "secrets.json"));
  await rm(original, { recursive: true });

  for (const name of secretNames) delete process.env[name];
  await mkdir(elsewhere);
  await expect(restore(file)).rejects.toThrow("secrets are missing");
  const secrets = await readFile(join(folder, "secrets.json"), "utf8");
  const others = secrets.replaceAll(/": "/g, '": "x');
  await writeFile(join(elsewhere, "secrets.json"), others);
  const wrong = "KEYSMITH_KEY_HASH_SECRET isn't the one that this database uses";
  await expect(restore(file)).rejects.toThrow(wrong);
  await writeFile(join(elsewhere, "secrets.json"), secrets);
  await writeFile(join(folder, "cut.sql.gz"), (await readFile(file)).subarray(0, -100));
  await expect(restore(join(folder, "cut.sql.gz"))).rejects.toThrow("is truncated after byte");
  expect(await readdir(elsewhere)).toEqual(["secrets.json"]);

  const restored = await run("restore", elsewhere, file);
  expect(restored.text).toContain("Restored as of");
  await expect(restore(file)).rejects.toThrow("already contains a database");

  const server = await startEmbeddedPostgres({ dataDir: elsewhere, durable: false });
  const db = connect(server.servingUrl, { prepare: true });
  const verifierLeaseSeconds = 30;
  const ctx = {
    ...createContext({ id: "test", address: null, userAgent: null }),
    ...noRecorders,
    db,
    verifierLeaseSeconds,
  };
  const verdicts = await Promise.all(fullKeys.map((key) => getVerdict(ctx, key)));
  expect(verdicts).toEqual(fullKeys.map(() => "valid"));
  // A verifier of before may trust its cache for one lease more.
  const effectiveAt = Date.parse(await awaitEffect(ctx));
  expect(effectiveAt).toBeGreaterThan(Date.now() + (verifierLeaseSeconds - 15) * 1000);
  const [left] = await db.$client`
    select (select count(*)::int from sessions where kind in ('portal', 'token')) as sessions,
      nextval('verifier_marks') > 1000000000 as "isPastMarks",
      (select count(*)::int from audit_events where action = 'installation.restored') as recorded`;
  expect(left).toEqual({ sessions: 0, isPastMarks: true, recorded: 1 });
  await db.$client.end();
  await server.stop();
}, 120_000);

test("a replacement keeps the cluster of before, and is completed if it was interrupted", async () => {
  const dataDir = join(folder, "replaced");
  await mkdir(join(dataDir, "postgres"), { recursive: true });
  await writeFile(join(dataDir, "postgres", "marker"), "");
  await replaceCluster(dataDir, "postgres-old", async ({ url }) => {
    const db = connect(url, { prepare: false });
    await db.$client`create table kept as select 1 as n`.finally(() => db.$client.end());
  });
  expect(await readdir(join(dataDir, "postgres-old"))).toEqual(["marker"]);
  // As if the process had been killed between its last two steps.
  await rename(join(dataDir, "postgres"), join(dataDir, "postgres.next"));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  const db = connect(server.url, { prepare: false });
  expect(await db.$client`select n from kept`).toEqual([{ n: 1 }]);
  await db.$client.end();
  await server.stop();
}, 120_000);
