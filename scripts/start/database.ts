import { relative } from "node:path";
import { checkClock } from "#lib/db/check-clock.ts";
import { checkEncoding } from "#lib/db/check-encoding.ts";
import { checkRights } from "#lib/db/check-rights.ts";
import { checkSchema, isSchemaOlder } from "#lib/db/check-schema.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { keepsSession } from "#lib/db/check-session.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import { withClient } from "#lib/db/with-client.ts";
import type { Env } from "#lib/env.ts";
import { printWarning } from "#scripts/start/terminal.ts";
import { waitFor } from "#scripts/start/wait.ts";

const responseTimeoutMs = 10_000;
/** Migrating a large table may take minutes. */
const migrationMs = 30 * 60_000;

type Database = Pick<EmbeddedPostgres, "url" | "stop"> & { description: string };

/** Opens the database of DATABASE_URL, or an embedded one in the data folder. */
export async function openDatabase(url: string | undefined, dataDir: string): Promise<Database> {
  if (url) return describeDatabase(url);
  const embedded = await startEmbeddedPostgres({ dataDir });
  const place = relative(process.cwd(), dataDir);
  const shown = place.startsWith("..") || place === "" ? dataDir : place;
  return { ...embedded, description: `PostgreSQL in ${shown}` };
}

/** Describes an external database. */
export function describeDatabase(url: string): Database {
  const { description } = parseDatabaseUrl(url);
  return { url, stop: async () => undefined, description };
}

/**
 * Applies the migrations.
 * @throws Error in one line, without the password, if the database is unusable; the signal's reason
 * after an abort
 */
export async function applyMigrations(database: Database, stop?: AbortSignal): Promise<void> {
  const { url, description } = database;
  try {
    const what = `the database ${description}`;
    await waitFor(checkAccess(database), { what, limitMs: 3 * responseTimeoutMs, stop });
    const migrating = `the migrations of ${description}, which another instance may be applying`;
    await waitFor(migrateDatabase(url), { what: migrating, limitMs: migrationMs, stop });
  } catch (cause) {
    if (stop?.aborted) throw stop.reason;
    if (cause instanceof UnusableDatabase) throw cause;
    throw (
      explainOutage(database, cause) ??
      new Error(`The migrations could not be applied: ${innermost(cause).message}`, { cause })
    );
  }
}

/** Its message is ready for the terminal. */
class UnusableDatabase extends Error {}

/** Throws unless this connection and role can apply the migrations. */
async function checkAccess({ url, description }: Database): Promise<void> {
  if (!(await keepsSession(url, responseTimeoutMs))) {
    throw new UnusableDatabase(
      `The database ${description} is reached through a pooler in transaction mode, such as ` +
        "pgbouncer. Set DATABASE_DIRECT_URL to the PostgreSQL server itself.",
    );
  }
  await withClient(url, responseTimeoutMs, async (sql) => {
    if (!(await isSchemaOlder(sql))) return;
    const check = checkEncoding(sql).then(() => checkRights(sql));
    await check.catch(({ message }) => {
      throw new UnusableDatabase(message);
    });
  });
}

/** A database that is unreachable now, maybe temporarily. */
export class DatabaseAway extends Error {}

/** Explains a failed connection in one line; undefined for any other error. */
function explainOutage({ url, description }: Database, cause: unknown): Error | undefined {
  const { code = "", message } = innermost(cause);
  if (/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_SSL|^ERR_TLS/.test(code)) {
    return new Error(
      `The TLS certificate of the database ${description} is not accepted (${code}). Check ` +
        "sslmode and sslrootcert of DATABASE_URL.",
      { cause },
    );
  }
  const isUnreachable = /^(E[A-Z_]+|\w*TIMEOUT|CONNECTION_\w+)$/.test(code);
  const isRefused = /^(08P|25006|28|3D|57P)/.test(code);
  if (!isUnreachable && !isRefused) return undefined;
  const needsTls = typeof parseDatabaseUrl(url).options.ssl === "object";
  // A server without TLS just closes the connection.
  const isHungUp = needsTls && /^(ECONNRESET|EPIPE|CONNECTION_CLOSED)$/.test(code);
  const hint = isHungUp ? ", and may not offer TLS, which sslmode asks for" : "";
  const mayReturn = isUnreachable || /^(25006|57P)/.test(code);
  return new (mayReturn ? DatabaseAway : Error)(
    `The database ${description} ${isRefused ? "refuses us" : "does not answer"} ` +
      `(${isRefused ? message : code})${hint}. Check DATABASE_URL.`,
    { cause },
  );
}

/**
 * Refuses the start if schema or secrets do not match the database. Warns in the terminal about a
 * newer schema or a wrong clock.
 * @param options.isAdopting whether to store secrets that the database does not know
 */
export async function checkInstallation(
  database: Database,
  env: Env,
  options: { isAdopting: boolean; stop?: AbortSignal },
): Promise<void> {
  const check = withClient(database.url, responseTimeoutMs, async (sql) => {
    const warnings = [await checkSchema(sql), await checkClock(sql)];
    for (const warning of warnings) if (warning) printWarning(warning);
    for (const warning of await checkSecrets(sql, env, options)) printWarning(warning);
  });
  const what = `the database ${database.description}`;
  await waitFor(check, { what, limitMs: 2 * responseTimeoutMs, stop: options.stop }).catch(
    (error) => {
      throw explainOutage(database, error) ?? error;
    },
  );
}

function innermost(error: unknown): { code?: string; message: string } {
  const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
  const inner = cause ?? errors?.[0];
  return inner ? innermost(inner) : (error as { code?: string; message: string });
}
