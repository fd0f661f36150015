import { SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { TransactionSql } from "postgres";
import type { Pool } from "#lib/db/statement-load.ts";
import { getStatementName } from "#lib/statement.ts";

type Unsafe = Pool["unsafe"];

/**
 * Wraps the pool to create a span for each statement of a request, with its name but not its
 * values.
 */
export function traceStatements(pool: Pool, tracer: Tracer): Pool {
  const begin = (work: (sql: TransactionSql) => unknown) =>
    pool.begin((sql) => work(traceTransaction(sql, tracer)));
  return { options: pool.options, unsafe: traceUnsafe(pool, tracer), begin } as Pool;
}

function traceTransaction(sql: TransactionSql, tracer: Tracer): TransactionSql {
  const savepoint = (work: (sql: TransactionSql) => unknown) =>
    sql.savepoint((inner) => work(traceTransaction(inner, tracer)));
  const traced = { unsafe: traceUnsafe(sql, tracer), savepoint };
  return traced as unknown as TransactionSql;
}

function traceUnsafe(sql: Pick<Pool, "unsafe">, tracer: Tracer): Unsafe {
  return ((text, ...rest) => {
    // A timer started by a request keeps its context, but the span has ended.
    if (!trace.getActiveSpan()?.isRecording()) return sql.unsafe(text, ...rest);
    const name = getStatementName(text) ?? summarize(text);
    const attributes = { "db.system.name": "postgresql", "db.query.summary": name };
    const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
    const query = sql.unsafe(text, ...rest);
    query.then(
      () => span.end(),
      ({ code }) => {
        span.setAttribute("error.type", String(code ?? "error"));
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    );
    return query;
  }) as Unsafe;
}

/** Returns the command and the first table, such as `select api_keys`. */
function summarize(text: string): string {
  const [command = "statement"] = /[a-z]+/i.exec(text) ?? [];
  const [, table] = /\b(?:from|into|update|join)\s+"?([a-z_]+)"?/i.exec(text) ?? [];
  return [command.toLowerCase(), table].filter(Boolean).join(" ");
}
