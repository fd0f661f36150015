import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";

/**
 * Attributes that may leave the process. Others may hold personal data: URLs contain ids and
 * tokens, error messages contain values of statements.
 */
const allowed = new Set([
  "db.query.summary",
  "db.system.name",
  "error.type",
  "http.method",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "http.status_code",
  "next.page",
  "next.route",
  "next.rsc",
  "next.span_type",
]);

/** Wraps an exporter so that it exports names and durations of work, but not its content. */
export function discreet(
  exporter: SpanExporter,
  onFailure: (error: Error | undefined) => void,
): SpanExporter {
  return {
    export(spans, done) {
      exporter.export(spans.map(withoutContent), (result) => {
        if (result.code !== 0) onFailure(result.error);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function withoutContent(span: ReadableSpan): ReadableSpan {
  const attributes = Object.entries(span.attributes).filter(([key]) => allowed.has(key));
  return {
    name: withoutAddress(span.name),
    kind: span.kind,
    // The rest of it comes from the caller unchecked.
    spanContext: () => ({ ...span.spanContext(), traceState: undefined }),
    parentSpanContext: span.parentSpanContext,
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: span.status.code },
    attributes: Object.fromEntries(attributes),
    links: span.links.map(({ context }) => ({ context })),
    events: [],
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}

/** Next uses the whole URL as the span name of requests that it makes itself. */
function withoutAddress(name: string): string {
  return name.replace(/\s*\S+:\/\/.*$/s, "").replace(/\?.*$/s, "");
}
