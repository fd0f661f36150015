import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { clientPackage } from "#lib/docs/client-package.ts";
import { secretNames } from "#lib/env.ts";
import nextConfig from "#next.config.ts";
import { packClient } from "#scripts/start/client-package.ts";

const inputs = [
  "app",
  "client",
  "components",
  "drizzle",
  "lib",
  "public",
  "keysmith.config.ts",
  "next.config.ts",
  "package-lock.json",
  "patches",
  "postcss.config.ts",
  "tsconfig.json",
];
const buildDir = nextConfig.distDir ?? ".next";
const stampPath = join(buildDir, "keysmith-build");

// Ends the build and its workers when whoever asked for it is gone, however that happened.
const exitWithParent = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect",()=>process.exit(1))',
)}`;

/**
 * Builds the product in the current folder, unless its build folder holds a build of just these
 * sources.
 * @param options.onBuild told when it has to build, which takes a while
 * @returns whether it had to build
 * @throws Error with the output of a build that failed; the signal's reason when it was aborted
 */
export async function ensureBuild(
  options: { signal?: AbortSignal; onBuild?: () => void } = {},
): Promise<boolean> {
  const { signal, onBuild } = options;
  const fingerprint = await hashInputs();
  if ((await readFile(stampPath, "utf8").catch(() => "")) === fingerprint) return false;
  onBuild?.();
  await rm(stampPath, { force: true });
  await runBuild(signal);
  await packClient(join(buildDir, clientPackage), signal);
  await writeFile(stampPath, fingerprint);
  return true;
}

async function runBuild(signal: AbortSignal | undefined): Promise<void> {
  const nextBin = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = fork(nextBin, ["build"], {
    execArgv: ["--import", exitWithParent],
    env: buildEnvironment(),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  // An abort is an "error" event first; the end is waited for all the same.
  child.on("error", () => undefined);
  const exitCode = await new Promise<number | null>((done) => child.once("close", done));
  signal?.throwIfAborted();
  if (exitCode !== 0) throw new Error(`The build failed.\n${output.trim()}`);
}

/** What is built is the same for everybody: no secret and no database takes part in it. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  const notForBuild = [
    "DATABASE_URL",
    "KEYSMITH_DEMO_PASSWORD",
    "REDIS_URL",
    "SMTP_URL",
    ...secretNames,
  ];
  for (const name of notForBuild) delete env[name];
  return { ...env, NEXT_TELEMETRY_DISABLED: "1" };
}

async function hashInputs(): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) await hashPath(input, hash);
  return hash.digest("hex");
}

async function hashPath(path: string, hash: ReturnType<typeof createHash>): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOTDIR") return undefined;
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (!entries) {
    if (/\.test\.tsx?$/.test(path)) return;
    hash
      .update(`${path}\0`)
      .update(await readFile(path))
      .update("\0");
    return;
  }
  for (const name of entries.map((entry) => entry.name).sort()) {
    await hashPath(`${path}/${name}`, hash);
  }
}
