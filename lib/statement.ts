import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Database } from "#lib/context.ts";

const dialect = new PgDialect();

/**
 * SQL that names the server a statement runs on, by its start to the microsecond; null on a
 * standby. PostgreSQL decides `transaction_read_only` before it takes the snapshot, so no standby
 * that is promoted meanwhile passes for the primary.
 */
export const primaryServer = `
  case when current_setting('transaction_read_only') = 'off'
    then extract(epoch from pg_postmaster_start_time())::text
  end`;

/** Returns the server's name; throws what the driver throws for a write on a standby. */
export function requirePrimary(server: string | null | undefined): string {
  if (server) return server;
  throw Object.assign(new Error("The server is a standby or read-only"), { code: "25006" });
}

/** Names by text. On globalThis because Next's bundles hold separate copies of this module. */
const shared = globalThis as { keysmithStatementNames?: Map<string, string> };
shared.keysmithStatementNames ??= new Map();
const names = shared.keysmithStatementNames;

/** What a statement of this text was named where it was defined. */
export function nameOfStatement(text: string): string | undefined {
  return names.get(text);
}

/**
 * One SQL statement for a hot path: built once per process and prepared by the server once per
 * connection, on a pool or inside a transaction. Values come as `sql.placeholder(name)`.
 * Rows are the driver's: moments arrive as PostgreSQL's text, for `toMoment`.
 * @param name null for a statement that is to be planned for the values of each call
 */
export function defineStatement<Row extends object>(name: string | null, query: SQL) {
  const built = dialect.sqlToQuery(query);
  if (name !== null) names.set(built.sql, name);
  return async (db: Database, values: Record<string, unknown>): Promise<Row[]> => {
    const prepared = db._.session.prepareQuery(built, undefined, name ?? undefined, false);
    return (await prepared.execute(values)) as Row[];
  };
}
