import { relative } from "node:path";
import { checkSchema } from "#lib/db/check-schema.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import { withClient } from "#lib/db/with-client.ts";
import type { Env } from "#lib/env.ts";
import { printWarning } from "#scripts/start/terminal.ts";

const answerMs = 10_000;

type Database = Pick<EmbeddedPostgres, "url" | "stop"> & { description: string };

/** The database that DATABASE_URL names, or else one of our own in the data folder. */
export async function openDatabase(url: string | undefined, dataDir: string): Promise<Database> {
  if (url) return describeDatabase(url);
  const embedded = await startEmbeddedPostgres({ dataDir });
  const place = relative(process.cwd(), dataDir);
  const shown = place.startsWith("..") || place === "" ? dataDir : place;
  return { ...embedded, description: `PostgreSQL in ${shown}` };
}

/** A database that is run by somebody else. */
export function describeDatabase(url: string): Database {
  const { description } = parseDatabaseUrl(url);
  return { url, stop: async () => undefined, description };
}

/**
 * Brings the schema up to date.
 * @throws Error in one line, without the password, when the database cannot be used
 */
export async function applyMigrations(database: Database): Promise<void> {
  try {
    await withClient(database.url, answerMs, (sql) => sql`select`);
    await migrateDatabase(database.url);
  } catch (cause) {
    throw (
      explainOutage(database, cause) ??
      new Error(`The migrations could not be applied: ${innermost(cause).message}`, { cause })
    );
  }
}

/** An error of a database that does not let us in, in one line; undefined for any other error. */
function explainOutage({ description }: Database, cause: unknown): Error | undefined {
  const { code = "", message } = innermost(cause);
  const isUnreachable = /^(E[A-Z_]+|\w*TIMEOUT|CONNECTION_\w+)$/.test(code);
  const isRefused = /^(28|3D|57P)/.test(code);
  if (!isUnreachable && !isRefused) return undefined;
  return new Error(
    `The database ${description} ${isRefused ? "refuses us" : "does not answer"} ` +
      `(${isRefused ? message : code}). Check DATABASE_URL.`,
    { cause },
  );
}

/**
 * Has the start refused where schema or secrets are not those of this database. Says so in the
 * terminal where the schema is newer, which is no reason to refuse.
 * @param options.isAdopting whether secrets that the database does not know become its own
 */
export async function checkInstallation(
  database: Database,
  env: Env,
  options: { isAdopting: boolean },
): Promise<void> {
  const check = withClient(database.url, answerMs, async (sql) => {
    const warning = await checkSchema(sql);
    if (warning) printWarning(warning);
    await checkSecrets(sql, env, options);
  });
  await check.catch((error) => {
    throw explainOutage(database, error) ?? error;
  });
}

function innermost(error: unknown): { code?: string; message: string } {
  const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
  const inner = cause ?? errors?.[0];
  return inner ? innermost(inner) : (error as { code?: string; message: string });
}
