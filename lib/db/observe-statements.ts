import type { TransactionSql } from "postgres";
import type { Pool } from "#lib/db/statement-load.ts";
import { getStatementName } from "#lib/statement.ts";

type Unsafe = Pool["unsafe"];
type End = (error?: unknown) => void;

/** Called with the name of a statement that begins; returns what to call at its end, if anything. */
export type StatementObserver = (name: string) => End | undefined;

/** Wraps the pool to call observers for each statement, also within transactions. */
export function observeStatements(pool: Pool, observers: readonly StatementObserver[]): Pool {
  if (observers.length === 0) return pool;
  const begin = (work: (sql: TransactionSql) => unknown) =>
    pool.begin((sql) => work(observeTransaction(sql, observers)));
  return { options: pool.options, unsafe: observeUnsafe(pool, observers), begin } as Pool;
}

function observeTransaction(
  sql: TransactionSql,
  observers: readonly StatementObserver[],
): TransactionSql {
  const savepoint = (work: (sql: TransactionSql) => unknown) =>
    sql.savepoint((inner) => work(observeTransaction(inner, observers)));
  const observed = { unsafe: observeUnsafe(sql, observers), savepoint };
  return observed as unknown as TransactionSql;
}

function observeUnsafe(sql: Pick<Pool, "unsafe">, observers: readonly StatementObserver[]): Unsafe {
  return ((text, ...rest) => {
    const name = nameStatement(text);
    const ends = observers.map((observe) => observe(name));
    const query = sql.unsafe(text, ...rest);
    const end: End = (error) => {
      for (const each of ends) each?.(error);
    };
    query.then(() => end(), end);
    return query;
  }) as Unsafe;
}

const maxSummaries = 1000;
const summaries = new Map<string, string>();

/** Returns a statement's defined name, or else its command and table. */
function nameStatement(text: string): string {
  const known = getStatementName(text) ?? summaries.get(text);
  if (known !== undefined) return known;
  const summary = summarize(text);
  // Texts with a list of values have as many forms as lists have lengths.
  if (summaries.size < maxSummaries) summaries.set(text, summary);
  return summary;
}

/** Returns the command and the first table, such as `select api_keys`. */
function summarize(text: string): string {
  const [command = "statement"] = /[a-z]+/i.exec(text) ?? [];
  const [, table] = /\b(?:from|into|update|join)\s+(?:\w+\.)?"?([a-z_]+)"?/i.exec(text) ?? [];
  return [command.toLowerCase(), table].filter(Boolean).join(" ");
}
