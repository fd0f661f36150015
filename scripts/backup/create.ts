import { stat } from "node:fs/promises";
import { writeBackup } from "#lib/db/backup/write.ts";
import { recordBackup } from "#lib/installation/record-backup.ts";
import type { Surroundings } from "#scripts/backup/command.ts";
import { showProgress } from "#scripts/backup/progress.ts";
import { createOperatorContext } from "#scripts/operator/open.ts";
import { findInstallation } from "#scripts/start/installation.ts";

/** Backs the embedded database up to a new file, whether Keysmith is running or not. */
export async function createBackup(file: string, { stop }: Surroundings): Promise<string> {
  const resources = new AsyncDisposableStack();
  try {
    const env = await findInstallation(resources);
    const onProgress = showProgress("Backing up");
    const options = { onProgress, signal: stop };
    const { takenAt, tables } = await writeBackup(env.MIGRATION_DATABASE_URL, file, options);
    const { size: bytes } = await stat(file);
    await recordBackup(createOperatorContext(env, resources), { takenAt, bytes });
    return [
      `Backed up ${tables} tables as of ${takenAt.toISOString()} (${formatBytes(bytes)}): ${file}`,
      "You can't use it without the server's secrets. Keep them in another place: secrets.json in the " +
        "data folder, or what you set in the environment.",
    ].join("\n");
  } finally {
    await resources.disposeAsync();
  }
}

function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
