import { mkdir } from "node:fs/promises";
import { checkBackup } from "#lib/db/backup/read.ts";
import { restoreBackup } from "#lib/db/backup/restore.ts";
import { hasCluster } from "#lib/db/embedded/cluster.ts";
import { replaceCluster } from "#lib/db/embedded/replace.ts";
import { readEnv } from "#lib/env.ts";
import { settleRestore } from "#lib/installation/settle-restore.ts";
import type { Surroundings } from "#scripts/backup/command.ts";
import { showProgress } from "#scripts/backup/progress.ts";
import { withOwner } from "#scripts/operator/open.ts";
import { applyMigrations, checkInstallation, describeEmbedded } from "#scripts/start/database.ts";
import { type Installation, toInstallation } from "#scripts/start/installation.ts";
import { hasSecrets, keepSecrets } from "#scripts/start/secrets.ts";

/**
 * Restores a backup to a data folder without a database. Needs the secrets that the backed-up
 * database is used with. After a failure the folder is as before.
 */
export async function restoreInstallation(
  file: string,
  { dataDir, stop }: Surroundings,
): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (await hasCluster(dataDir)) {
    throw new Error(
      `${dataDir} already contains a database. Move its folder "postgres" away, or choose another ` +
        "data folder with KEYSMITH_DATA_DIR.",
    );
  }
  if (!(await hasSecrets(dataDir))) {
    throw new Error(
      `The server's secrets are missing. Put the secrets.json that belongs to the backup into ${dataDir}, ` +
        "or set them in the environment. Without them, no API key can be verified.",
    );
  }
  await checkBackup(file, showProgress("Checking"));
  const secrets = await keepSecrets(dataDir);
  let takenAt = new Date();
  await replaceCluster(dataDir, "postgres.before-restore", async (built) => {
    ({ takenAt } = await restoreBackup(built.url, file, {
      onProgress: showProgress("Restoring"),
      signal: stop,
    }));
    const database = describeEmbedded(built, dataDir);
    const env = readEnv({ ...process.env, ...secrets });
    await applyMigrations(database);
    await checkInstallation(database, env, { isAdopting: false });
    await finishRestore(toInstallation(env, database, dataDir), takenAt);
  });
  return formatConsequences(takenAt);
}

/** Makes a restored database safe to serve. Needs its owner, who may set its sequences. */
export async function finishRestore(env: Installation, takenAt: Date | null): Promise<void> {
  await withOwner(env, (ctx) => settleRestore(ctx, takenAt));
}

/** Says what is not as it was. */
export function formatConsequences(takenAt: Date | null): string {
  const since = takenAt === null ? "the backup" : takenAt.toISOString();
  return [
    `Restored as of ${since}. Everyone must sign in again, and links in earlier emails no longer work.`,
    `What was revoked, ended or removed after ${since} is valid again: API keys, API tokens, service ` +
      "tokens, members and their roles. Revoke it again before you let callers in. The old database, if it " +
      "can still be read, and your access and security logs say what it was: docs/operations/backup.md.",
  ].join("\n");
}
