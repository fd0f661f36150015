import type { Tracer } from "@opentelemetry/api";

/** On globalThis because the server and Next's bundle hold separate copies of this module. */
const shared = globalThis as { keysmithTracer?: Tracer };

/** What makes our spans; nothing where traces are off, so that they cost nothing. */
export function activeTracer(): Tracer | undefined {
  return shared.keysmithTracer;
}

export function setActiveTracer(tracer: Tracer | undefined): void {
  shared.keysmithTracer = tracer;
}
