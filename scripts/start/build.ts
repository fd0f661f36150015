import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { clientPackage } from "#lib/docs/client-package.ts";
import { confidentialNames } from "#lib/env.ts";
import nextConfig from "#next.config.ts";
import manifest from "#package.json" with { type: "json" };
import { packClient } from "#scripts/start/client-package.ts";
import { fingerprintSources } from "#scripts/start/fingerprint.ts";

export const buildDir = nextConfig.distDir ?? ".next";
export const stampPath = join(buildDir, "keysmith-build");
/** Stamp of a build in a package, which has no sources to compare with. */
export const packagedStamp = "package";

/** Without one of these Next would install it from the network. */
const buildTools =
  /^(typescript|tailwindcss|@tailwindcss\/postcss|@types\/(node|react|react-dom))$/;

// Ends the build and its workers when the parent process is gone.
const exitWithParent = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect",()=>process.exit(1))',
)}`;

/**
 * Builds the product in the current folder, unless there is a build of these sources.
 * @param options.onBuild called before a build, which takes a while
 * @returns whether it built
 * @throws Error with the output of a failed build, or if there is no build and no way to make one;
 * the signal's reason after an abort
 */
export async function ensureBuild(
  options: { signal?: AbortSignal; onBuild?: () => void } = {},
): Promise<boolean> {
  const { signal, onBuild } = options;
  const built = await readFile(stampPath, "utf8").catch(() => null);
  if (built === packagedStamp) return false;
  const fingerprint = await fingerprintSources();
  if (built === fingerprint) return false;
  requireBuildTools(built === null ? "There is no build" : "The build is out of date");
  onBuild?.();
  await rm(stampPath, { force: true });
  await runBuild(signal);
  await packClient(join(buildDir, clientPackage), signal);
  await writeFile(stampPath, fingerprint);
  return true;
}

/** An installation without them is a production one, which neither builds nor installs anything. */
function requireBuildTools(problem: string): void {
  const missing = Object.keys(manifest.devDependencies).filter(
    (name) => buildTools.test(name) && !existsSync(join("node_modules", name)),
  );
  if (missing.length === 0) return;
  throw new Error(
    `${problem}, and the build tools aren't installed: ${missing.join(", ")}. Copy .next from where ` +
      "npm run build has run on the same sources, or install with npm ci.",
  );
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

/** The build does not depend on any secret, database or configuration. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  for (const name of [...confidentialNames, "KEYSMITH_CONFIG"]) delete env[name];
  return { ...env, NEXT_TELEMETRY_DISABLED: "1" };
}
