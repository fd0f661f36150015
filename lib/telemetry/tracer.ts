import { type Tracer, trace } from "@opentelemetry/api";
import { processWide } from "#lib/process-wide.ts";

const active = processWide("tracer", (): { tracer?: Tracer } => ({}));

/** Returns our tracer, or undefined if traces are off, so that they cost nothing. */
export function activeTracer(): Tracer | undefined {
  return active.tracer;
}

export function setActiveTracer(tracer: Tracer | undefined): void {
  active.tracer = tracer;
}

/** Returns the id of the trace that this work belongs to; undefined if it is not traced. */
export function getActiveTraceId(): string | undefined {
  if (!active.tracer) return undefined;
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span.spanContext().traceId : undefined;
}

const traceIds = new WeakMap<object, string>();

/** Remembers the trace of a request, which is counted outside of its context. */
export function setTraceId(request: object, traceId: string): void {
  traceIds.set(request, traceId);
}

export function getTraceId(request: object): string | undefined {
  return active.tracer && traceIds.get(request);
}
