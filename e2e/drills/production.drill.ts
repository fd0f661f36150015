import { execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { formatSecretList, parseSecretList, type SecretName } from "#lib/secret-list.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import {
  account,
  canMount,
  type RunningProgram,
  runReadOnly,
  watch,
} from "../support/read-only.ts";
import { Fleet } from "./production/fleet.ts";
import { Traffic } from "./production/traffic.ts";

/** The last commit before an installation had roles, versions of secrets and backups. */
const before = process.env.KEYSMITH_DRILL_FROM ?? "276dff3";
const verificationsPerSecond = 2000;
const portalRequestsPerSecond = 20;
const applicationCount = 4;
const keysPerApplication = 50;
const watchMs = 10_000;
const password = "correct horse battery staple";
const secretWords = {
  KEYSMITH_KEY_HASH_SECRET: "key-hash",
  KEYSMITH_SESSION_SECRET: "session",
  KEYSMITH_SEALING_SECRET: "sealing",
} as const satisfies Record<SecretName, string>;

const run = promisify(execFile);
const root = await mkdtemp(join(tmpdir(), "keysmith-production-"));
const oldDir = join(root, "before");
const databaseDir = join(root, "database");
const restoredDir = join(root, "restored");
const backupFile = join(root, "keysmith.sql.gz");
const programs: RunningProgram[] = [];
const stops: (() => Promise<void>)[] = [];
const begunAt = Date.now();

afterAll(async () => {
  for (const stop of stops.reverse()) await stop().catch(console.error);
  for (const { pid } of programs) await Promise.resolve(kill(pid));
  await rm(root, { recursive: true, force: true });
});

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

function note(text: string): void {
  console.log(`${((Date.now() - begunAt) / 1000).toFixed(1).padStart(7)} s  ${text}`);
}

const secrets: Record<SecretName, string> = {
  KEYSMITH_KEY_HASH_SECRET: randomBytes(32).toString("base64"),
  KEYSMITH_SESSION_SECRET: randomBytes(32).toString("base64"),
  KEYSMITH_SEALING_SECRET: randomBytes(32).toString("base64"),
};

type Settings = Record<string, string> & { NODE_ENV: "production" };

/** Settings of every process of the installation. */
function settings(databaseUrl: string): Settings {
  return {
    ...secrets,
    NODE_ENV: "production",
    PATH: process.env.PATH ?? "",
    HOME: "/tmp",
    DATABASE_URL: databaseUrl,
    KEYSMITH_URL: "https://keys.example.com",
    KEYSMITH_DATA_DIR: join(root, "data"),
    RATE_LIMIT_FACTOR: "100000",
    LOG_LEVEL: "warn",
    DRAIN_SECONDS: "2",
    PORT: "0",
    VERIFIER: "off",
    VERIFIER_PORT: "0",
  };
}

function startOld(script: string, databaseUrl: string): RunningProgram {
  const env = settings(databaseUrl);
  const program = watch(
    spawn(join(oldDir, "node_modules/.bin/node"), [`scripts/${script}.ts`], { cwd: oldDir, env }),
  );
  programs.push(program);
  return program;
}

/** Starts a command of the package, read-only and without rights where this machine can. */
function startNew(args: string[], env: Settings): RunningProgram {
  const command = ["bin/node", "--max-semi-space-size=64", "scripts/keysmith.js", ...args];
  const program = canMount
    ? runReadOnly(resolve("dist"), command, env)
    : watch(spawn(command[0] ?? "", command.slice(1), { cwd: resolve("dist"), env }));
  programs.push(program);
  return program;
}

/** Runs a command of the package to its end, and returns what it prints. */
async function runNew(args: string[], env: Settings): Promise<string> {
  const program = startNew(args, env);
  expect([await program.ended, program.output()]).toEqual([0, expect.any(String)]);
  return program.output();
}

async function operate(databaseUrl: string, ...args: string[]) {
  return JSON.parse(await runNew(["operator", ...args, "--json"], settings(databaseUrl)));
}

const portalAddress = /Server +(http:\/\/localhost:\d+)/;
const verifierAddress = /(http:\/\/localhost:\d+)/;

/** Checks the product of the commit before out, installs what it needs, and builds it. */
async function prepareOld(): Promise<void> {
  await mkdir(oldDir);
  execFileSync("sh", ["-c", `git archive ${before} | tar -x -C "${oldDir}"`]);
  const env = { ...process.env, NODE_ENV: "", CI: "true" } as unknown as NodeJS.ProcessEnv;
  await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: oldDir, env });
  await run("npm", ["run", "build"], { cwd: oldDir, env, maxBuffer: 1e8 });
}

/** Returns a function that returns the next of a list, over and over. */
function takeTurns<T>(list: readonly T[]): () => T {
  let turn = 0;
  return () => {
    turn += 1;
    return list[turn % list.length] as T;
  };
}

async function expectStatus<T>(wanted: number, response: Promise<{ status: number; body: T }>) {
  const { status, body } = await response;
  expect([status, body]).toEqual([wanted, expect.anything()]);
  return body;
}

test("an installation is upgraded, rotates its secrets, is backed up, destroyed and restored, and no request fails", async () => {
  await mkdir(join(root, "data"));
  await chmod(root, 0o711);
  if (canMount) await chown(join(root, "data"), account, account);
  note(`prepares ${before} and the package of this commit`);
  await prepareOld();
  await run("npm", ["run", "package"]);
  const { gitHead } = JSON.parse(await readFile("dist/package.json", "utf8"));
  note(`package of ${gitHead}`);

  let database: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir: databaseDir });
  stops.push(() => database.stop());
  const ownerUrl = database.url;
  const servingUrl = database.servingUrl;
  const portals = new Fleet();
  const verifiers = new Fleet();
  await portals.add(startOld("start", ownerUrl), portalAddress);
  await portals.add(startOld("start", ownerUrl), portalAddress);
  await verifiers.add(startOld("verifier", ownerUrl), verifierAddress);
  await verifiers.add(startOld("verifier", ownerUrl), verifierAddress);
  note("two portals and two verifiers of before serve");

  const api = (path: string) => `${portals.pick()}/api/v1${path}`;
  const owner = { email: "ada@example.com", password };
  await expectStatus(
    201,
    exchange(api("/merchants"), { body: { merchantName: "Blue Bottle", ...owner } }),
  );
  const signIn = () => expectStatus(200, exchange(api("/auth/token"), { body: owner }));
  let { accessToken: token } = await signIn();
  const applications: string[] = [];
  for (let n = 1; n <= applicationCount; n += 1) {
    const body = { name: `Checkout ${n}`, environment: "live" };
    const { id } = await expectStatus(201, exchange(api("/applications"), { token, body }));
    applications.push(id);
  }
  const create = (applicationId: string | undefined, description: string) =>
    expectStatus(
      201,
      exchange(api(`/applications/${applicationId}/api-keys`), { token, body: { description } }),
    );
  const keys: string[] = [];
  for (const id of applications) {
    for (let n = 1; n <= keysPerApplication; n += 1) {
      keys.push((await create(id, `Till ${n}`)).fullKey);
    }
  }
  const [firstApplication] = applications;
  // As a leak, which cannot be undone: a revocation that can needs the old hash secret meanwhile.
  const revokeLeaked = async ({ id }: { id: string }) => {
    const path = `/applications/${firstApplication}/api-keys/${id}?reason=Leaked`;
    expect((await exchange(api(path), { method: "DELETE", token })).status).toBe(204);
  };
  const forgotten = await create(firstApplication, "Revoked under the old hash secret");
  await revokeLeaked(forgotten);
  const issued = await run(
    join(oldDir, "node_modules/.bin/node"),
    ["scripts/operator.ts", "service-token", "create", "Gateway", "--json"],
    { cwd: oldDir, env: settings(ownerUrl) },
  );
  const { token: serviceToken } = JSON.parse(issued.stdout);
  const verify = (key: string) => ({
    url: `${verifiers.pick()}/v1/verify`,
    token: serviceToken,
    body: JSON.stringify({ key }),
  });

  const traffic = new Traffic();
  stops.push(() => traffic.stop());
  const nextKey = takeTurns(keys);
  const nextApplication = takeTurns(applications);
  traffic.start({
    name: "verifications",
    perSecond: verificationsPerSecond,
    next: () => verify(nextKey()),
    isRight: (status, text) => status === 200 && JSON.parse(text).valid === true,
  });
  traffic.start({
    name: "portal and API",
    perSecond: portalRequestsPerSecond,
    next: () => {
      const path = `/applications/${nextApplication()}/api-keys?limit=5`;
      return { url: api(path), token };
    },
    isRight: (status) => status === 200,
  });
  const expectNoFailure = async (phase: string) => {
    await sleep(watchMs);
    note(`${phase}\n${traffic.report()}`);
    expect(traffic.failures.slice(0, 3)).toEqual([]);
  };
  await expectNoFailure(`${verificationsPerSecond} verifications/s on the instances of before`);

  const applied = await runNew(["migrate"], {
    ...settings(servingUrl),
    MIGRATION_DATABASE_URL: ownerUrl,
  });
  await expectNoFailure(`migrated beside them: ${/Migrations +(.*)/.exec(applied)?.[1]}`);

  /** Replaces every instance by one of the package with the settings of now, portals first. */
  const roll = async () => {
    for (const _ of [1, 2]) {
      await portals.add(startNew(["portal"], settings(servingUrl)), portalAddress);
      await portals.removeOldest();
    }
    for (const _ of [1, 2]) {
      await verifiers.add(startNew(["verifier"], settings(servingUrl)), verifierAddress);
      await verifiers.removeOldest();
    }
    ({ accessToken: token } = await signIn());
  };
  await roll();
  await expectNoFailure("replaced by two portals and two verifiers of this commit");

  for (const [name, word] of Object.entries(secretWords) as [SecretName, string][]) {
    const { entry } = await operate(servingUrl, "secret", "add", word);
    secrets[name] = `v1:${secrets[name]},${entry}`;
  }
  await roll();
  for (const name of Object.keys(secretWords) as SecretName[]) {
    secrets[name] = formatSecretList(parseSecretList(secrets[name]).toReversed() as never);
  }
  await roll();
  await expectNoFailure("the new versions of all three secrets make new values");
  await expect
    .poll(
      async () => {
        const versions: {
          name: string;
          version: number;
          dependents: { what: string; count: number }[];
        }[] = await operate(servingUrl, "secret", "list");
        const first = versions.find(
          ({ name, version }) => name === "KEYSMITH_KEY_HASH_SECRET" && version === 1,
        );
        return first?.dependents.map(({ what, count }) => `${count} ${what}`);
      },
      { timeout: 300_000, interval: 10_000 },
    )
    .toEqual([]);
  await operate(servingUrl, "secret", "retire", "key-hash", "--version", "v1");
  secrets.KEYSMITH_KEY_HASH_SECRET = secrets.KEYSMITH_KEY_HASH_SECRET.split(",")[0] ?? "";
  await roll();
  await expectNoFailure("every key is rehashed, and the old hash secret is retired");

  const lost = await create(firstApplication, "Revoked before the backup");
  await revokeLeaked(lost);
  const backupEnv = {
    ...process.env,
    ...secrets,
    DATABASE_URL: "",
    KEYSMITH_DATA_DIR: databaseDir,
  };
  const backedUp = await run("npm", ["run", "-s", "backup", "--", backupFile], {
    env: backupEnv as unknown as NodeJS.ProcessEnv,
  });
  await expectNoFailure(backedUp.stdout.trim().split("\n")[0] ?? "");
  await traffic.stop();
  await portals.stop();
  await verifiers.stop();
  await database.stop();
  await rm(databaseDir, { recursive: true });
  note("stopped, and the database is destroyed");

  const restoreEnv = { ...backupEnv, KEYSMITH_DATA_DIR: restoredDir };
  const restored = await run("npm", ["run", "-s", "restore", "--", backupFile], {
    env: restoreEnv as unknown as NodeJS.ProcessEnv,
  });
  note(restored.stdout.trim().split("\n")[0] ?? "");
  database = await startEmbeddedPostgres({ dataDir: restoredDir });
  await portals.add(startNew(["portal"], settings(database.servingUrl)), portalAddress);
  await verifiers.add(startNew(["verifier"], settings(database.servingUrl)), verifierAddress);
  for (const key of keys) {
    const { url, ...options } = verify(key);
    expect((await exchange(url, options)).body).toMatchObject({ valid: true });
  }
  for (const [key, code] of [
    [lost.fullKey, "revoked"],
    [forgotten.fullKey, "not_found"],
  ]) {
    const { url, ...options } = verify(key);
    expect((await exchange(url, options)).body).toMatchObject({ valid: false, code });
  }
  const sealed = await operate(database.servingUrl, "audit", "verify");
  note(
    `all ${keys.length} keys verify after the restore; the audit log: ${JSON.stringify(sealed)}`,
  );
  await portals.stop();
  await verifiers.stop();
}, 1_800_000);
