import { SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { StatementObserver } from "#lib/db/observe-statements.ts";

/**
 * Creates an observer that creates a span for each statement of a request, with its name but not
 * its values.
 */
export function traceStatements(tracer: Tracer): StatementObserver {
  return (name) => {
    // A timer started by a request keeps its context, but the span has ended.
    if (!trace.getActiveSpan()?.isRecording()) return undefined;
    const attributes = { "db.system.name": "postgresql", "db.query.summary": name };
    const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
    return (error) => {
      if (error !== undefined) {
        const code = (error as { code?: unknown } | null)?.code;
        span.setAttribute("error.type", String(code ?? "error"));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    };
  };
}
