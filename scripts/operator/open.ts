import { randomUUID } from "node:crypto";
import { type Context, noRecorders } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { deriveSecrets, getIssuer, getPortalUrl } from "#lib/env.ts";
import { createMailQueue } from "#lib/jobs/queue-mail.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { findInstallation, type Installation } from "#scripts/start/installation.ts";

/** Runs `work` on the installation's database, and starts an embedded one for that time. */
export async function withInstallation<T>(
  work: (ctx: Context, installation: Installation) => Promise<T>,
): Promise<T> {
  const resources = new AsyncDisposableStack();
  try {
    const installation = await findInstallation(resources);
    return await work(createOperatorContext(installation, resources), installation);
  } finally {
    await resources.disposeAsync();
  }
}

/** Creates the context of the operator's commands, with one connection. */
export function createOperatorContext(env: Installation, resources: AsyncDisposableStack) {
  const db = connect(env.DATABASE_URL, { poolSize: 1, prepare: env.DATABASE_PREPARE });
  resources.defer(() => db.$client.end({ timeout: 5 }));
  const secrets = deriveSecrets(env);
  return {
    db,
    config: getConfig(),
    secrets,
    request: { id: `operator-${randomUUID()}`, address: null, userAgent: null },
    ...noRecorders,
    mail: createMailQueue(secrets),
    portalUrl: getPortalUrl(env),
    issuer: getIssuer(env),
    verifierLeaseSeconds: env.VERIFIER_LEASE_SECONDS,
  } satisfies Context;
}

/** Runs `work` with the rights of the database's owner. */
export async function withOwner<T>(
  installation: Installation,
  work: (ctx: ReturnType<typeof createOperatorContext>) => Promise<T>,
): Promise<T> {
  const resources = new AsyncDisposableStack();
  const env = { ...installation, DATABASE_URL: installation.MIGRATION_DATABASE_URL };
  return work(createOperatorContext(env, resources)).finally(() => resources.disposeAsync());
}
