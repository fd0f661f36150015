import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { discreet } from "#lib/telemetry/discreet-exporter.ts";

interface ProviderOptions {
  serviceName: string;
  /** The share of requests that are traced, from 0 to 1. */
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
    sampler: createSampler(options.ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

/**
 * Chooses requests by chance: neither the flag of a caller's `traceparent` nor its trace id has a say.
 * What belongs to a request in this process goes with it.
 */
function createSampler(ratio: number): Sampler {
  const byChance: Sampler = {
    shouldSample: () => ({
      decision:
        Math.random() < ratio ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
    }),
    toString: () => `ByChance{${ratio}}`,
  };
  return new ParentBasedSampler({
    root: byChance,
    remoteParentSampled: byChance,
    remoteParentNotSampled: byChance,
  });
}
