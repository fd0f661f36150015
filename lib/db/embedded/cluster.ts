import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { join } from "node:path";
import { type Account, chooseAccount } from "#lib/db/embedded/account.ts";
import { type Binaries, locateBinaries } from "#lib/db/embedded/binaries.ts";
import { runProgram, type SpawnOptions } from "#lib/db/embedded/process.ts";
import { isRunning } from "#lib/process.ts";
import { writeOnce } from "#lib/write-once.ts";

/** A database cluster on disk: `dir` is PostgreSQL's folder inside the data folder. */
export type Cluster = {
  dataDir: string;
  dir: string;
  password: string;
  account: Account;
  binaries: Binaries;
};

export const superuser = "keysmith";
const initPrefix = "postgres.init-";

/** Folder of a cluster inside the data folder. */
export const clusterFolder = "postgres";
/** A complete cluster that takes the place of the one that has been moved away. */
export const successorFolder = "postgres.next";

export interface ClusterOptions {
  /** Folder inside the data folder. */
  folder?: string;
  /** Folder of the npm package with the PostgreSQL programs, if not the installed one. */
  programs?: string;
}

/** Returns whether the data folder contains a cluster. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return (await readClusterVersion(dataDir)) !== undefined;
}

/** Returns the major version of the PostgreSQL that made the data folder's cluster, if there is one. */
export async function readClusterVersion(dataDir: string): Promise<string | undefined> {
  await finishReplacement(dataDir);
  return readVersion(join(dataDir, clusterFolder));
}

/** Completes a replacement that was interrupted after the old cluster had been moved away. */
async function finishReplacement(dataDir: string): Promise<void> {
  const dir = join(dataDir, clusterFolder);
  if (await stat(dir).catch(() => undefined)) return;
  await rename(join(dataDir, successorFolder), dir).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
}

/** Opens a cluster in the data folder, or creates it; safe to interrupt at any point. */
export async function prepareCluster(
  dataDir: string,
  { folder = clusterFolder, programs }: ClusterOptions = {},
): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await finishReplacement(dataDir);
  const dir = join(dataDir, folder);
  const account = await chooseAccount(dir);
  const binaries = await locateBinaries(account, programs);
  const isNew = (await readVersion(dir)) === undefined;
  const password = await readPassword(dataDir, account, isNew);
  const cluster: Cluster = { dataDir, dir, password, account, binaries };

  await removeInterruptedInits(dataDir);
  if (isNew) await initCluster(cluster);
  const version = await readVersion(dir);
  if (version !== binaries.majorVersion) {
    const isOlder = Number(version) < Number(binaries.majorVersion);
    const remedy = isOlder
      ? "Run npm run upgrade:database, which keeps the old folder"
      : "Move it away, or set DATABASE_URL";
    throw new Error(
      `${dir} was made by PostgreSQL ${version ?? "(unknown)"}, and this Keysmith brings ` +
        `${binaries.majorVersion}. ${remedy}.`,
    );
  }
  return cluster;
}

/**
 * Runs `work` with a path by which a PostgreSQL program reaches `dir`. Another account cannot
 * traverse our closed parent folders, but can use an inherited open folder descriptor.
 */
export async function withReachableDir<T>(
  dir: string,
  account: Account,
  work: (reachableDir: string, spawnOptions: SpawnOptions) => Promise<T>,
): Promise<T> {
  if (!account || process.platform !== "linux") return work(dir, { account });
  const handle = await open(dir, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    return await work("/proc/self/fd/3", { account, inheritedFds: [handle.fd] });
  } finally {
    await handle.close();
  }
}

async function readVersion(dir: string): Promise<string | undefined> {
  const text = await readFile(join(dir, "PG_VERSION"), "utf8").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text?.trim();
}

/** Reads the superuser's password, created once so that simultaneous first starts agree on it. */
async function readPassword(dataDir: string, account: Account, isNew: boolean): Promise<string> {
  const path = join(dataDir, "postgres-password");
  if (isNew && !(await stat(path).catch(() => undefined))) {
    await writeOnce(path, randomBytes(24).toString("base64url"), account);
  }
  const password = await readFile(path, "utf8").catch((cause) => {
    throw new Error(`Couldn't read the database's password from ${path}.`, { cause });
  });
  return password.trim();
}

async function initCluster(cluster: Cluster): Promise<void> {
  const { dataDir, account, binaries } = cluster;
  const workDir = await mkdtemp(join(dataDir, `${initPrefix}${process.pid}-`));
  const passwordFile = await open(join(dataDir, "postgres-password"), "r");
  try {
    await chmod(workDir, 0o700);
    if (account) await chown(workDir, account.uid, account.gid);
    const result = await withReachableDir(workDir, account, (dir, options) => {
      const inheritedFds = [...(options.inheritedFds ?? []), passwordFile.fd];
      const passwordPath = options.inheritedFds
        ? "/proc/self/fd/4"
        : join(dataDir, "postgres-password");
      return runProgram(binaries.initdb, initArguments(dir, passwordPath), {
        ...options,
        inheritedFds,
      });
    });
    if (result.exitCode !== 0) throw new Error(`initdb failed:\n${result.output}`);
    await rename(workDir, cluster.dir).catch((error) => {
      // Another first start was faster. Its cluster has the same password.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await passwordFile.close();
    await rm(workDir, { recursive: true, force: true });
  }
}

function initArguments(dir: string, passwordPath: string): string[] {
  return [
    "--pgdata",
    dir,
    `--username=${superuser}`,
    `--pwfile=${passwordPath}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
  ];
}

async function removeInterruptedInits(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = Number(/^postgres\.init-(\d+)-/.exec(name)?.[1]);
    if (!pid || (pid !== process.pid && (await isRunning(pid)))) continue;
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}
