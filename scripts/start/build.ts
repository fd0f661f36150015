import { fork } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { clientPackage } from "#lib/docs/client-package.ts";
import { secretNames } from "#lib/secret-list.ts";
import nextConfig from "#next.config.ts";
import { packClient } from "#scripts/start/client-package.ts";
import { fingerprintSources } from "#scripts/start/fingerprint.ts";

const buildDir = nextConfig.distDir ?? ".next";
const stampPath = join(buildDir, "keysmith-build");

// Ends the build and its workers when the parent process is gone.
const exitWithParent = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect",()=>process.exit(1))',
)}`;

/**
 * Builds the product in the current folder, unless there is a build of these sources.
 * @param options.onBuild called before a build, which takes a while
 * @returns whether it built
 * @throws Error with the output of a failed build; the signal's reason after an abort
 */
export async function ensureBuild(
  options: { signal?: AbortSignal; onBuild?: () => void } = {},
): Promise<boolean> {
  const { signal, onBuild } = options;
  const fingerprint = await fingerprintSources();
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
  // An abort emits "error" first; we still wait for the exit.
  child.on("error", () => undefined);
  const exitCode = await new Promise<number | null>((done) => child.once("close", done));
  signal?.throwIfAborted();
  if (exitCode !== 0) throw new Error(`The build failed.\n${output.trim()}`);
}

/** The build does not depend on any secret or database. */
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
