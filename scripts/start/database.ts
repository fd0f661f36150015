import { relative } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { toPrimary } from "#lib/db/target-session.ts";
import { withClient } from "#lib/db/with-client.ts";

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
  return { url, stop: async () => undefined, description: describeUrl(url) };
}

/**
 * Brings the schema up to date.
 * @throws Error in one line, without the password, when the database cannot be used
 */
export async function applyMigrations(database: Database): Promise<void> {
  try {
    await withClient(database.url, answerMs, (sql) => sql`select`, toPrimary);
    await migrateDatabase(database.url);
  } catch (cause) {
    const { code = "", message } = innermost(cause);
    const isUnreachable = /^(E[A-Z_]+|\w*TIMEOUT|CONNECTION_\w+)$/.test(code);
    const isRefused = /^(25006|28|3D|57P)/.test(code);
    throw new Error(
      isUnreachable || isRefused
        ? `The database ${database.description} ${isRefused ? "refuses us" : "does not answer"} ` +
            `(${isRefused ? message : code}). Check DATABASE_URL.`
        : `The migrations could not be applied: ${message}`,
      { cause },
    );
  }
}

function innermost(error: unknown): { code?: string; message: string } {
  const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
  const inner = cause ?? errors?.[0];
  return inner ? innermost(inner) : (error as { code?: string; message: string });
}

function describeUrl(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return "at DATABASE_URL";
  }
}
