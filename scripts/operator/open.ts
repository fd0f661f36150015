import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { config } from "#keysmith.config.ts";
import type { Context } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { borrowEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { deriveSecrets, portalUrlOf, readEnv } from "#lib/env.ts";
import { jobQueue } from "#lib/jobs/queue-job.ts";
import { mailQueueOf } from "#lib/jobs/queue-mail.ts";
import { keepSecrets, requireSecrets } from "#scripts/start/secrets.ts";
import { loadSettings } from "#scripts/start/settings.ts";

const projectDir = resolve(import.meta.dirname, "../..");

/** Runs `work` on the installation's database, which is started for the moment where it is ours. */
export async function withInstallation<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const resources = new AsyncDisposableStack();
  try {
    return await work(await open(resources));
  } finally {
    await resources.disposeAsync();
  }
}

async function open(resources: AsyncDisposableStack): Promise<Context> {
  const { settings, dataDir } = loadSettings(projectDir);
  const { DATABASE_URL } = settings;
  if (DATABASE_URL !== undefined) {
    requireSecrets();
    return openContext(DATABASE_URL, process.env, resources);
  }
  const database = await borrowEmbeddedPostgres(dataDir);
  resources.defer(database.stop);
  if (database.isOwn) await migrateDatabase(database.url);
  const secrets = await keepSecrets(dataDir);
  return openContext(database.url, { ...process.env, ...secrets }, resources);
}

function openContext(
  url: string,
  source: NodeJS.ProcessEnv,
  resources: AsyncDisposableStack,
): Context {
  const env = readEnv(source);
  const db = connect(url, { poolSize: 1, prepare: env.DATABASE_PREPARE });
  resources.defer(() => db.$client.end({ timeout: 5 }));
  const secrets = deriveSecrets(env);
  return {
    db,
    config,
    secrets,
    request: { id: `operator-${randomUUID()}`, address: null, userAgent: null },
    usage: { record: () => {} },
    keyLimits: { take: () => null },
    lastSeen: { record: () => {} },
    mail: mailQueueOf(secrets),
    jobs: jobQueue,
    portalUrl: portalUrlOf(env),
  };
}
