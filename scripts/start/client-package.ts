import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { inBrand } from "#lib/brand/words.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");

/**
 * Packs the client like npm, but with bundled dependencies, so that it installs without a registry.
 * The output is deterministic.
 * @param target the file, which is written atomically
 */
export async function packClient(target: string, signal?: AbortSignal): Promise<void> {
  const stage = await mkdtemp(join(tmpdir(), "keysmith-client-"));
  try {
    const client = join(root, "client");
    const { scripts: _, ...manifest } = JSON.parse(
      await readFile(join(client, "package.json"), "utf8"),
    );
    const bundleDependencies = Object.keys(manifest.dependencies);
    await copyDependencies(client, join(stage, "node_modules"), bundleDependencies);
    for (const name of ["LICENSE", "README.md"]) await cp(join(client, name), join(stage, name));
    await writeFile(
      join(stage, "package.json"),
      `${JSON.stringify({ ...manifest, bundleDependencies }, null, 2)}\n`,
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const compiling = [tsc, "--project", client, "--outDir", join(stage, "dist")];
    await run(process.execPath, compiling, { signal }).catch(throwOutput);
    await neutralize(join(stage, "dist"));
    const packing = ["pack", "--json", "--ignore-scripts", "--loglevel=error"];
    const shell = process.platform === "win32";
    const { stdout } = await run("npm", packing, { cwd: stage, signal, shell }).catch(throwOutput);
    const [{ filename }] = JSON.parse(stdout);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(stage, filename), `${target}.new`);
    await rename(`${target}.new`, target);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** The examples in the types are for the customers of any operator. */
async function neutralize(folder: string): Promise<void> {
  const names = { productName: "Example", keyPrefix: "prefix", gatewayHeaders: "X-Example" };
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    await writeFile(path, inBrand(await readFile(path, "utf8"), names));
  }
}

/** Copies dependencies, found from `folder`, and their own dependencies. */
async function copyDependencies(folder: string, target: string, names: string[]): Promise<void> {
  const { resolve } = createRequire(join(folder, "package.json"));
  for (const name of names) {
    const places = (resolve.paths(name) ?? []).map((place) => join(place, name));
    const source = await firstPackage(places);
    await cp(source, join(target, name), { recursive: true });
    const { dependencies = {} } = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
    await copyDependencies(source, target, Object.keys(dependencies));
  }
}

async function firstPackage(places: string[]): Promise<string> {
  for (const place of places) {
    const text = await readFile(join(place, "package.json"), "utf8").catch(() => null);
    if (text !== null) return place;
  }
  throw new Error(`There is no package at ${places.join(", ")}`);
}

type Failure = Error & Record<"stdout" | "stderr", string>;

function throwOutput({ message, stdout, stderr }: Failure): never {
  throw new Error([message, stdout, stderr].join("\n").trim());
}
