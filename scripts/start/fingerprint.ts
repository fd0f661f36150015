import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Files that cannot affect the bundle. All others count, so that new folders count by default. */
const excluded = [
  /^\./,
  /^(node_modules|bench|deploy|dist|e2e|test-results|playwright-report)$/,
  // Loaded at run time, so that an installation can change it without a build.
  /^keysmith\.config\.ts$/,
  // Scripts that build also count.
  /^scripts\/(?!start$|start\/(build|client-package)\.ts$)/,
  /^client\/dist$/,
  /^lib\/testing$/,
  /\.test\.tsx?$/,
  /^[A-Z]+\.md$|^docs\/(decisions|operations)$/,
  // Settings of tools that only read.
  /^(biome|knip)\.json$/,
  // Written by tools beside or after a build.
  /^(next-env\.d\.ts|tsconfig\.tsbuildinfo|sbom\.cdx\.json)$/,
];

/** Lists the files in `root` that can change the build, sorted. */
export async function listBuildInputs(root = "."): Promise<string[]> {
  const paths: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (excluded.some((pattern) => pattern.test(path))) continue;
      if (entry.isDirectory()) await visit(path);
      else paths.push(path);
    }
  };
  await visit("");
  return paths.sort();
}

/** Returns a hexadecimal digest of the names and contents of the build's inputs. */
export async function fingerprintSources(root = "."): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await listBuildInputs(root)) {
    const content = await readFile(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
