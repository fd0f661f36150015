import { onShutdown } from "#lib/lifecycle.ts";
import { log } from "#lib/log.ts";
import type { Service } from "#lib/telemetry/metrics.ts";
import { setActiveTracer } from "#lib/telemetry/tracer.ts";
import { withTimeout } from "#lib/timeout.ts";

export interface TraceSettings {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;
  OTEL_SERVICE_NAME?: string;
  OTEL_TRACES_SAMPLER_ARG: number;
}

const flushMs = 2000;
const complaintMs = 10 * 60_000;

/**
 * Sends traces to the configured collector, if any; the exporter reads further OTEL_EXPORTER_OTLP_…
 * variables itself, such as headers. Call it before Next is loaded and the pool is opened, because
 * each looks for a tracer only once.
 */
export async function startTraces(settings: TraceSettings, service: Service): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = settings;
  if (!OTEL_EXPORTER_OTLP_ENDPOINT && !OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return;
  const { createTracerProvider } = await import("#lib/telemetry/tracer-provider.ts");
  const provider = createTracerProvider({
    serviceName: settings.OTEL_SERVICE_NAME ?? `keysmith-${service}`,
    ratio: settings.OTEL_TRACES_SAMPLER_ARG,
    onFailure: complainSeldom(),
  });
  setActiveTracer(provider.getTracer("keysmith"));
  onShutdown("traces", async () => {
    setActiveTracer(undefined);
    // A shutdown must not wait for an unresponsive collector.
    await withTimeout(
      provider.shutdown().catch(() => undefined),
      flushMs,
      () => undefined,
    );
  });
}

/** Throttles log lines about an unreachable collector. */
function complainSeldom(): (error: Error | undefined) => void {
  let nextAt = 0;
  return (error) => {
    if (Date.now() < nextAt) return;
    nextAt = Date.now() + complaintMs;
    log.warn({ err: error }, "traces not delivered");
  };
}
