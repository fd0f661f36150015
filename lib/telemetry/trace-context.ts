import {
  createTraceState,
  isSpanContextValid,
  type TextMapPropagator,
  trace,
} from "@opentelemetry/api";

const parentForm = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Lets a trace go on from service to service (https://www.w3.org/TR/trace-context/). */
export const traceContextPropagator: TextMapPropagator = {
  inject(context, carrier, setter) {
    const spanContext = trace.getSpanContext(context);
    if (!spanContext || !isSpanContextValid(spanContext)) return;
    const { traceId, spanId, traceFlags, traceState } = spanContext;
    const flags = traceFlags.toString(16).padStart(2, "0");
    setter.set(carrier, "traceparent", `00-${traceId}-${spanId}-${flags}`);
    if (traceState) setter.set(carrier, "tracestate", traceState.serialize());
  },
  extract(context, carrier, getter) {
    const [, version, traceId = "", spanId = "", flags = "", rest] =
      parentForm.exec(first(getter.get(carrier, "traceparent"))) ?? [];
    const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
    if (!isSpanContextValid(spanContext) || (version === "00" && rest)) return context;
    const state = first(getter.get(carrier, "tracestate"));
    const traceState = state ? createTraceState(state) : undefined;
    return trace.setSpanContext(context, { ...spanContext, traceState });
  },
  fields: () => ["traceparent", "tracestate"],
};

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
