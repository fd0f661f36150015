import type { StatementObserver } from "#lib/db/observe-statements.ts";
import type { EndedStatement } from "#lib/telemetry/statement-tally.ts";
import { getActiveTraceId } from "#lib/telemetry/tracer.ts";

/** Creates an observer that reports how long each statement took, and its error. */
export function timeStatements(
  onStatement: (statement: EndedStatement) => void,
): StatementObserver {
  return (name) => {
    const startedAt = performance.now();
    const traceId = getActiveTraceId();
    return (error) => {
      const seconds = (performance.now() - startedAt) / 1000;
      onStatement({
        name,
        seconds,
        traceId,
        error: error === undefined ? undefined : getCode(error),
      });
    };
  };
}

function getCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "error";
}
