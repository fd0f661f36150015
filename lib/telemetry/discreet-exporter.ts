import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";

/**
 * What may leave. Everything else stays here, because it may hold anybody's data: URLs the ids and
 * tokens in them, messages of errors the values of a statement.
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

/** An exporter that tells which work was done and how long it took, and nothing of its content. */
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
    // The rest of it is as the caller has sent it.
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

/** Next names the span of a request that it makes itself after the whole URL. */
function withoutAddress(name: string): string {
  return name.replace(/\s*\S+:\/\/.*$/s, "").replace(/\?.*$/s, "");
}
