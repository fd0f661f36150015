import { resolve } from "node:path";
import { borrowEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { asShutdownStep } from "#lib/lifecycle.ts";
import { checkInstallation, describeDatabase } from "#scripts/start/database.ts";
import { keepSecrets, requireSecrets } from "#scripts/start/secrets.ts";
import { loadSettings } from "#scripts/start/settings.ts";

const projectDir = resolve(import.meta.dirname, "../..");

/** Everything that the server would know, with the database that it works on. */
export type Installation = Env & { DATABASE_URL: string };

/** The installation of this folder; its own database is started for the moment if it does not run. */
export async function findInstallation(resources: AsyncDisposableStack): Promise<Installation> {
  const { settings, dataDir } = loadSettings(projectDir);
  if (settings.DATABASE_URL !== undefined) {
    requireSecrets();
    return check({ ...readEnv(process.env), DATABASE_URL: settings.DATABASE_URL });
  }
  const database = await borrowEmbeddedPostgres(dataDir);
  resources.defer(asShutdownStep("database", database.stop));
  if (database.isOwn) await migrateDatabase(database.url);
  const secrets = await keepSecrets(dataDir);
  const env = readEnv({ DRAIN_SECONDS: "0", ...process.env, ...secrets });
  return check({ ...env, DATABASE_URL: database.url });
}

/** Only a portal's start adopts secrets, or a verifier with wrong ones could make them the right ones. */
async function check(installation: Installation): Promise<Installation> {
  const url = installation.DATABASE_DIRECT_URL ?? installation.DATABASE_URL;
  await checkInstallation(describeDatabase(url), installation, { isAdopting: false });
  return installation;
}
