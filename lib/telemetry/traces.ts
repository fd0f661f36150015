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
 * Sends traces to the collector that the settings name, if any; the exporter itself reads the
 * OTEL_EXPORTER_OTLP_… variables of the environment, such as those for headers. To be called before
 * Next is loaded and the pool is opened, which look for a tracer once.
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
    // No stop waits for a collector that does not answer.
    await withTimeout(
      provider.shutdown().catch(() => undefined),
      flushMs,
      () => undefined,
    );
  });
}

/** A collector that is away is no news each time. */
function complainSeldom(): (error: Error | undefined) => void {
  let nextAt = 0;
  return (error) => {
    if (Date.now() < nextAt) return;
    nextAt = Date.now() + complaintMs;
    log.warn({ err: error }, "traces not delivered");
  };
}
