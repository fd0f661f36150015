import { setTimeout as sleep } from "node:timers/promises";
import { borrowEmbeddedPostgres } from "#lib/db/embedded.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { asShutdownStep } from "#lib/lifecycle.ts";
import {
  applyMigrations,
  checkInstallation,
  type Database,
  DatabaseAway,
  describeDatabase,
  describeEmbedded,
} from "#scripts/start/database.ts";
import { projectDir } from "#scripts/start/project.ts";
import { keepSecrets, requireSecrets } from "#scripts/start/secrets.ts";
import { loadSettings } from "#scripts/start/settings.ts";
import { printWarning } from "#scripts/start/terminal.ts";

const retryPauseMs = 500;

/** The server's environment with its database. */
export interface Installation extends Env {
  DATABASE_URL: string;
  MIGRATION_DATABASE_URL: string;
  /** Folder of the embedded database and its secrets; null with a DATABASE_URL. */
  secretsDir: string | null;
}

/**
 * Finds this folder's installation, and starts its embedded database if it does not run.
 * @param stop ends the wait for an unreachable database; without it that is an error
 */
export async function findInstallation(
  resources: AsyncDisposableStack,
  stop?: AbortSignal,
): Promise<Installation> {
  const { settings, dataDir } = loadSettings(projectDir);
  const { DATABASE_URL } = settings;
  if (DATABASE_URL !== undefined) {
    requireSecrets();
    const env = readEnv(process.env);
    const database = describeDatabase({ ...env, DATABASE_URL });
    return check(database, toInstallation(env, database, null), stop);
  }
  const borrowed = await borrowEmbeddedPostgres(dataDir);
  resources.defer(asShutdownStep("database", borrowed.stop));
  const database = describeEmbedded(borrowed, dataDir);
  if (borrowed.isOwn && settings.MIGRATE_ON_START) await applyMigrations(database);
  const secrets = await keepSecrets(dataDir);
  const env = readEnv({ DRAIN_SECONDS: "0", ...process.env, ...secrets });
  return check(database, toInstallation(env, database, dataDir), stop);
}

export function toInstallation(
  env: Env,
  { url, owner }: Database,
  secretsDir: string | null,
): Installation {
  return { ...env, DATABASE_URL: url, MIGRATION_DATABASE_URL: owner.url, secretsDir };
}

/**
 * Only the portal's start adopts secrets, so that a verifier with wrong ones cannot establish them.
 */
async function check(
  database: Database,
  installation: Installation,
  stop?: AbortSignal,
): Promise<Installation> {
  for (let tries = 1; ; tries += 1) {
    try {
      await checkInstallation(database, installation, { isAdopting: false });
      return installation;
    } catch (error) {
      if (!stop || !(error instanceof DatabaseAway)) throw error;
      if (tries === 1) printWarning(`${error.message} Waiting for it.`);
      await sleep(retryPauseMs);
      stop.throwIfAborted();
    }
  }
}
