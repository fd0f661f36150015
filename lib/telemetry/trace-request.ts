import type { IncomingMessage } from "node:http";
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { setTraceId } from "#lib/telemetry/tracer.ts";

/** Handles a request within a span that continues the caller's trace. */
export async function traceRequest(
  tracer: Tracer,
  { req, route }: { req: IncomingMessage; route: string },
  answer: () => Promise<number>,
): Promise<void> {
  const { method = "" } = req;
  const parent = propagation.extract(ROOT_CONTEXT, req.headers);
  const attributes = { "http.request.method": method, "http.route": route };
  const options = { kind: SpanKind.SERVER, attributes };
  const span = tracer.startSpan(`${method} ${route}`, options, parent);
  if (span.isRecording()) setTraceId(req, span.spanContext().traceId);
  const status = await context.with(trace.setSpan(parent, span), answer);
  span.setAttribute("http.response.status_code", status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
