import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import manifest from "#package.json" with { type: "json" };
import lock from "#package-lock.json" with { type: "json" };

const run = promisify(execFile);
const runtimes: Record<string, string> = manifest.optionalDependencies;
const runtime = `node-${process.platform}-${process.arch}`;
const getHash = (bytes: Buffer) => `sha512-${createHash("sha512").update(bytes).digest("base64")}`;

/** npm runs as a separate process, on a possibly busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = "";
let tarball = Buffer.alloc(0);
const registry = createServer((_request, response) => response.end(tarball));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-runtime-"));
  const made = join(folder, "package");
  await mkdir(join(made, "bin"), { recursive: true });
  await writeFile(join(made, "bin/node"), "#!/bin/sh\necho the locked Node.js\n");
  await chmod(join(made, "bin/node"), 0o755);
  await writeFile(
    join(made, "package.json"),
    JSON.stringify({ name: runtime, version: "24.0.0", bin: { node: "bin/node" } }),
  );
  await run("tar", ["-czf", "runtime.tgz", "package"], { cwd: folder });
  tarball = await readFile(join(folder, "runtime.tgz"));
  await new Promise<void>((done) => registry.listen(0, "127.0.0.1", done));
});

afterAll(async () => {
  registry.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs `npm ci` in a project that locks `runtimes`, with our own install script. */
async function install(integrity: string, names = [runtime]): Promise<{ project: string }> {
  const project = await mkdtemp(join(folder, "project-"));
  const { dependencies } = manifest.scripts;
  const optionalDependencies = Object.fromEntries(names.map((name) => [name, "24.0.0"]));
  const root = { name: "project", version: "1.0.0", optionalDependencies };
  const { port } = registry.address() as AddressInfo;
  const resolved = `http://127.0.0.1:${port}/runtime.tgz`;
  const entries = names.map((name) => [
    `node_modules/${name}`,
    {
      version: "24.0.0",
      resolved,
      integrity,
      optional: true,
      os: [name.split("-")[1]],
      bin: { node: "bin/node" },
    },
  ]);
  const packages = { "": root, ...Object.fromEntries(entries) };
  await mkdir(join(project, "scripts"));
  await cp("scripts/link-runtime.mjs", join(project, "scripts/link-runtime.mjs"));
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ ...root, scripts: { dependencies } }),
  );
  await writeFile(
    join(project, "package-lock.json"),
    JSON.stringify({ name: "project", lockfileVersion: 3, requires: true, packages }),
  );
  const cache = join(project, "cache");
  const options = ["--cache", cache, "--fetch-retries=0", "--no-audit", "--no-fund"];
  await run("npm", ["ci", ...options], { cwd: project });
  return { project };
}

test("npm's scripts run on the locked Node.js, beside those of other platforms", async () => {
  const { project } = await install(getHash(tarball), [
    runtime,
    "node-sunos-x64",
    "node-aix-ppc64",
  ]);
  const { stdout } = await run(join(project, "node_modules/.bin/node"));
  expect(stdout).toBe("the locked Node.js\n");
});

test("a Node.js whose bytes are not the locked ones fails the install", async () => {
  const failure = await install(getHash(Buffer.from("other bytes"))).catch((error) => error);
  expect(failure.code).toBeGreaterThan(0);
  expect(failure.stderr).toContain(`${runtime} 24.0.0, the Node.js that Keysmith runs on`);
  expect(failure.stderr).toContain("checksum");
});

test("each Node.js that is installed is a locked package, with no script that fetches more", () => {
  const packages: Record<string, { version?: string; integrity?: string }> = lock.packages;
  for (const [name, version] of Object.entries(runtimes)) {
    expect(packages[`node_modules/${name}`]).toMatchObject({
      version,
      integrity: expect.stringMatching(/^sha512-/),
    });
    expect(packages[`node_modules/${name}`]).not.toHaveProperty("hasInstallScript");
  }
  expect(runtimes).toHaveProperty([`node-${process.platform}-${process.arch}`]);
  expect(packages).not.toHaveProperty(["node_modules/node"]);
});

test("every package of the lock file has a checksum, or comes inside one that has", () => {
  const open = Object.entries(lock.packages).filter(
    ([path, entry]) => path !== "" && !("inBundle" in entry) && !("integrity" in entry),
  );
  expect(open.map(([path]) => path)).toEqual([]);
});
