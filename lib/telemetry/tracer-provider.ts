import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { discreet } from "#lib/telemetry/discreet-exporter.ts";
import { traceContextPropagator } from "#lib/telemetry/trace-context.ts";

interface ProviderOptions {
  serviceName: string;
  /** The share of traces that begin here which are kept, from 0 to 1. */
  ratio: number;
  /** Told of each batch that could not be delivered. */
  onFailure(error: Error | undefined): void;
}

/** Makes spans for the whole process, by way of OpenTelemetry's API, where Next finds it too. */
export function createTracerProvider(options: ProviderOptions): TracerProvider {
  const exporter = discreet(new OTLPTraceExporter(), options.onFailure);
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ "service.name": options.serviceName }),
    ),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(traceContextPropagator);
  trace.setGlobalTracerProvider(provider);
  return provider;
}
