import type { Tracer } from "@opentelemetry/api";
import { processWide } from "#lib/process-wide.ts";

const active = processWide("tracer", (): { tracer?: Tracer } => ({}));

/** Returns our tracer, or undefined if traces are off, so that they cost nothing. */
export function activeTracer(): Tracer | undefined {
  return active.tracer;
}

export function setActiveTracer(tracer: Tracer | undefined): void {
  active.tracer = tracer;
}
