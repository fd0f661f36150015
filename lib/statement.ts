import { is, Placeholder, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import type { Database } from "#lib/context.ts";
import { processWide } from "#lib/process-wide.ts";

const dialect = new PgDialect();

/**
 * SQL that identifies the server of a statement by its start time in microseconds; null on a
 * standby. PostgreSQL reads `transaction_read_only` before it takes the snapshot, so a standby that
 * is promoted meanwhile is not mistaken for the primary.
 */
export const primaryServer = `
  case when current_setting('transaction_read_only') = 'off'
    then extract(epoch from pg_postmaster_start_time())::text
  end`;

/** Returns the server's id; throws the driver's error for a write on a standby. */
export function requirePrimary(server: string | null | undefined): string {
  if (server) return server;
  throw Object.assign(new Error("The server is a standby or read-only"), { code: "25006" });
}

/** Statement names by SQL text. */
const names = processWide("statement names", () => new Map<string, string>());

/** Returns the name under which a statement's text was defined. */
export function getStatementName(text: string): string | undefined {
  return names.get(text);
}

/** SQL for a timestamp in wire format: RFC 3339 in UTC with whole seconds; null stays null. */
export function wireTime(expression: string): string {
  return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

/** Builds the columns of a SELECT from wire names and SQL expressions. */
export function toColumns(expressions: Readonly<Record<string, string>>): SQL {
  const columns = Object.entries(expressions).map(([name, value]) => `${value} as "${name}"`);
  return sql.raw(columns.join(", "));
}

export type Statement<Values extends object, Row extends object> = (
  db: Database,
  values: Values,
) => Promise<Row[]>;

/**
 * Defines a statement for a hot path: built once per process, prepared once per connection. Values
 * use `sql.placeholder(name)`. Rows are the driver's: timestamps are PostgreSQL's text unless
 * selected by `wireTime`.
 * @param name null to have PostgreSQL plan the statement for the values of each call
 */
export function defineStatement<Values extends object, Row extends object>(
  name: string | null,
  query: SQL,
): Statement<Values, Row> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  if (name !== null) names.set(text, name);
  const options = { prepare: name !== null };
  const fill = params.map((param) =>
    is(param, Placeholder) ? (values: Record<string, unknown>) => values[param.name] : () => param,
  );
  return async (db, values) => {
    const filled = fill.map((get) => get(values as Record<string, unknown>));
    return (await getClient(db).unsafe(text, filled as never[], options)) as unknown as Row[];
  };
}

/** The pool or transaction of the driver behind Drizzle, whose own prepared queries cost more than the driver. */
function getClient(db: Database): Pick<Sql, "unsafe"> {
  return (db._.session as unknown as { client: Pick<Sql, "unsafe"> }).client;
}
