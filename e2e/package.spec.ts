import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import manifest from "#package.json" with { type: "json" };
import lock from "#package-lock.json" with { type: "json" };
import { account, canMount, type RunningProgram, runReadOnly, watch } from "./support/read-only.ts";

/** What containers are run by; Debian's crun refuses cgroups of both versions, which runc takes. */
const runtimes = ["crun", "runc"];
const mebibyte = 1024;
const commit = "0123456789abcdef0123456789abcdef01234567";

test.describe.configure({ mode: "serial" });

let folder: string;
let database: EmbeddedPostgres;
/** Settings of an installation, with its secrets in files. */
let env: Record<string, string>;
/** What only migrations get. */
const migrationEnv: Record<string, string> = {};
const running: RunningProgram[] = [];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  if (!canMount) return;
  folder = await mkdtemp(join(tmpdir(), "keysmith-package-"));
  await chmod(folder, 0o711);
  database = await startEmbeddedPostgres({ dataDir: join(folder, "database"), durable: false });
  env = {
    KEYSMITH_URL: "https://keys.example.com",
    KEYSMITH_CONFIG: '{"productName": "Acme Keys"}',
    KEYSMITH_DATA_DIR: join(folder, "data"),
    DRAIN_SECONDS: "0",
    NODE_ENV: "production",
    PORT: "0",
    VERIFIER_PORT: "0",
  };
  const secrets = {
    DATABASE_URL: database.servingUrl,
    MIGRATION_DATABASE_URL: database.url,
    KEYSMITH_KEY_HASH_SECRET: "k".repeat(32),
    KEYSMITH_SESSION_SECRET: "s".repeat(32),
    KEYSMITH_SEALING_SECRET: "x".repeat(32),
  };
  await mkdir(join(folder, "secrets"));
  for (const [name, value] of Object.entries(secrets)) {
    const path = join(folder, "secrets", name);
    await writeFile(path, `${value}\n`);
    (name.startsWith("MIGRATION_") ? migrationEnv : env)[`${name}_FILE`] = path;
  }
  await mkdir(join(folder, "data"));
  await chown(join(folder, "data"), account, account);
  execFileSync("npm", ["run", "package"], {
    stdio: "pipe",
    env: { ...process.env, KEYSMITH_COMMIT: commit },
  });
});

test.afterAll(async () => {
  for (const { pid } of running) if (existsSync(`/proc/${pid}`)) process.kill(pid, "SIGKILL");
  await Promise.all(running.map(({ ended }) => ended));
  await database?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

function start(args: string[], settings: Record<string, string> = env, root = "dist") {
  const program = runReadOnly(resolve(root), args, settings);
  running.push(program);
  return program;
}

/** Runs a command of the package to its end, and returns its output. */
async function run(...args: string[]): Promise<string> {
  const settings = args[0] === "migrate" ? { ...env, ...migrationEnv } : env;
  const program = start(["bin/node", "scripts/keysmith.js", ...args], settings);
  expect([await program.ended, program.output()]).toEqual([0, expect.any(String)]);
  return program.output();
}

async function stop(program: RunningProgram): Promise<void> {
  process.kill(program.pid, "SIGTERM");
  expect([await program.ended, program.output()]).toEqual([0, expect.any(String)]);
}

/** Resident memory in MiB. */
function readMemory({ pid }: RunningProgram): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / mebibyte;
}

test("a package runs from a read-only file system, without rights and without a build", async () => {
  test.skip(!canMount, "needs root, unshare and setpriv");
  const node = ["bin/node", "--max-semi-space-size=64", "scripts/keysmith.js"];
  expect(await run("migrate")).toMatch(/Migrations +\d+ applied/);
  const portal = start([...node, "portal"], { ...env, VERIFIER: "off" });
  const verifier = start([...node, "verifier"]);
  const url = await portal.printed(/Server +(http:\/\/localhost:\d+)/);
  const verifierUrl = await verifier.printed(/(http:\/\/localhost:\d+)/);
  // Aims are 250 and 120 when idle; a build step or a compiler that came along costs 100 and more.
  expect(readMemory(portal)).toBeLessThan(300);
  expect(readMemory(verifier)).toBeLessThan(150);

  for (const address of [url, verifierUrl]) {
    const health = await (await fetch(`${address}/healthz`)).json();
    expect(health).toEqual({ status: "ok", version: manifest.version, commit });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  }
  const signIn = await (await fetch(`${url}/sign-in`)).text();
  expect(signIn).toContain("Acme Keys");
  for (const path of ["/docs", "/docs/guides/quick-start", "/client.tgz", "/api/v1/openapi.json"]) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  }
  const merchant = await run(
    "operator",
    "merchant",
    "create",
    "Acme",
    "--owner",
    "ada@example.com",
  );
  expect(merchant).toContain("ada@example.com");
  // A thread estimates passwords, and a query counts.
  const refused = await fetch(`${url}/api/v1/auth/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com", password: "wrong" }),
  });
  expect(refused.status).toBe(401);
  await Promise.all([stop(portal), stop(verifier)]);
  expect(portal.output()).not.toMatch(/error|EROFS|EACCES/i);
});

test("several verifier processes run from a package, and the API alone", async () => {
  test.skip(!canMount, "needs root, unshare and setpriv");
  const node = ["bin/node", "scripts/keysmith.js"];
  const verifier = start([...node, "verifier"], { ...env, VERIFIER_PROCESSES: "2" });
  const api = start([...node, "api"]);
  const urls = await Promise.all([
    verifier.printed(/(http:\/\/localhost:\d+), 2 processes/),
    api.printed(/Server +(http:\/\/localhost:\d+)/),
  ]);
  for (const url of urls) expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await Promise.all([stop(verifier), stop(api)]);
});

test("a package has neither a database, a compiler nor a development dependency", async () => {
  test.skip(!canMount, "needs root, unshare and setpriv");
  const { DATABASE_URL_FILE: _, ...settings } = env;
  const refused = start(["bin/node", "scripts/keysmith.js", "portal"], settings);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain("Keysmith includes no PostgreSQL for");
  const development = Object.entries(lock.packages)
    .filter(([place, entry]) => place && "dev" in entry)
    .map(([place]) => place);
  expect(development.length).toBeGreaterThan(100);
  expect(development.filter((place) => existsSync(join("dist", place)))).toEqual([]);
  const sbom = JSON.parse(readFileSync("dist/sbom.cdx.json", "utf8"));
  expect(sbom.components.map(({ name }: { name: string }) => name)).toContain("next");
  const size = execFileSync("du", ["--summarize", "--block-size=1M", "dist"], { encoding: "utf8" });
  expect(Number.parseInt(size, 10)).toBeLessThan(350);
});

test("a built checkout starts without development dependencies, and builds and installs nothing", async () => {
  test.skip(!canMount, "needs root, unshare and setpriv");
  test.setTimeout(180_000);
  const copy = join(folder, "checkout");
  await mkdir(copy);
  const tracked = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0");
  for (const path of tracked.filter((one) => one && existsSync(one))) {
    await mkdir(join(copy, dirname(path)), { recursive: true });
    await cp(path, join(copy, path));
  }
  await link("node_modules", copy);
  await link(".next", copy);
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place && "dev" in entry) await rm(join(copy, place), { recursive: true, force: true });
  }
  const portal = start(["npm", "start"], { ...env, VERIFIER: "off" }, copy);
  const url = await portal.printed(/Server +(http:\/\/localhost:\d+)/);
  expect(portal.output()).toMatch(/Build +is current/);
  expect((await fetch(`${url}/sign-in`)).status).toBe(200);
  await stop(portal);

  await rm(join(copy, ".next"), { recursive: true });
  const refused = start(["npm", "start"], { ...env, VERIFIER: "off" }, copy);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain("There is no build, and the build tools aren't installed");
});

/** Copies a folder by hard links where it is on the same file system. */
async function link(path: string, target: string): Promise<void> {
  const isLinked = spawnSync("cp", ["-al", path, target]).status === 0;
  if (!isLinked) {
    await rm(join(target, path), { recursive: true, force: true });
    await cp(path, join(target, path), { recursive: true, verbatimSymlinks: true });
  }
}

const hasPodman = ["podman", "buildah"].every((name) => spawnSync(name, ["version"]).status === 0);

test("the image is built from its Containerfile, and runs each command", async () => {
  test.skip(!canMount || !hasPodman, "needs root, podman and buildah");
  test.setTimeout(240_000);
  const image = `localhost/${basename(folder).toLowerCase()}`;
  const base = `${image}-base`;
  try {
    const rootDir = await makeRoot();
    await buildImage(base, rootDir, ["FROM scratch", "COPY . /"]);
    const stage = join(folder, "stage/src");
    await mkdir(stage, { recursive: true });
    await link("dist", stage);
    await mkdir(join(stage, "dist/data"), { recursive: true });
    execFileSync("buildah", [
      ...["build", "--quiet", "--file=deploy/Containerfile", `--tag=${image}`],
      ...[
        `--build-context=build=${dirname(stage)}`,
        `--build-arg=BASE_IMAGE=${base}`,
        "--build-arg=COMMIT=x",
        ".",
      ],
    ]);
    const runtime = findRuntime(image);
    test.skip(!runtime, "no container runtime works here");
    const secrets = { DATABASE_URL: database.servingUrl, ...readSecrets() };
    const podman = (...args: string[]) => [
      ...["--runtime", runtime ?? "", "run", "--rm", "--network=host", "--read-only"],
      ...["--cap-drop=ALL", "--tmpfs=/tmp", ...limits, "--env=PORT=0", "--env=DRAIN_SECONDS=0"],
      ...Object.entries({ ...secrets, KEYSMITH_URL: "https://keys.example.com" }).map(
        ([name, value]) => `--env=${name}=${value}`,
      ),
      ...args,
    ];
    const owner = `--env=MIGRATION_DATABASE_URL=${database.url}`;
    const migrated = spawnSync("podman", podman(owner, image, "migrate"), { encoding: "utf8" });
    const current = expect.stringContaining("none to apply");
    expect([migrated.status, migrated.stdout]).toEqual([0, current]);
    const listed = spawnSync("podman", podman(image, "operator", "merchant", "list", "--json"));
    expect([listed.status, String(listed.stderr)]).toEqual([0, ""]);
    const portal = watch(spawn("podman", podman(image)));
    running.push(portal);
    const url = await portal.printed(/Server +(http:\/\/localhost:\d+)/);
    expect((await fetch(`${url}/sign-in`)).status).toBe(200);
    await stop(portal);
  } finally {
    spawnSync("buildah", ["rmi", "--force", image, base]);
  }
});

/** Without these podman asks for more files than an account may open here. */
const limits = ["--ulimit=nofile=1024:1024", "--ulimit=nproc=1000:1000"];

function findRuntime(image: string): string | undefined {
  return runtimes.find((runtime) => {
    const args = ["--runtime", runtime, "run", "--rm", "--network=host", ...limits];
    return spawnSync("podman", [...args, image, "operator", "--help"]).status === 0;
  });
}

function readSecrets(): Record<string, string> {
  const names = Object.keys(env).filter((name) => /^KEYSMITH_.*_SECRET_FILE$/.test(name));
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -5), readFileSync(env[name] ?? "", "utf8").trim()]),
  );
}

/** A root file system with nothing but the libraries of what is compiled, in place of a base image. */
async function makeRoot(): Promise<string> {
  const root = join(folder, "root");
  const linked = execFileSync(
    "ldd",
    ["dist/bin/node", ...globSync("dist/node_modules/**/*.node")],
    {
      encoding: "utf8",
    },
  );
  for (const [path] of linked.matchAll(/(?<=\s)\/\S+(?= \()/g)) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await cp(path, join(root, path), { dereference: true });
  }
  for (const name of ["etc", "proc", "dev", "tmp"]) await mkdir(join(root, name));
  expect(await readdir(root)).toContain("tmp");
  return root;
}

async function buildImage(tag: string, context: string, lines: string[]): Promise<void> {
  const path = join(folder, "Containerfile");
  await writeFile(path, lines.join("\n"));
  execFileSync("buildah", ["build", "--quiet", `--file=${path}`, `--tag=${tag}`, context]);
}
