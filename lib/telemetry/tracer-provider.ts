import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  hostDetector,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { discreet } from "#lib/telemetry/discreet-exporter.ts";
import manifest from "#package.json" with { type: "json" };

interface ProviderOptions {
  serviceName: string;
  /** The share of requests that are traced, from 0 to 1. */
  ratio: number;
  /** Called for each batch that could not be delivered. */
  onFailure(error: Error | undefined): void;
}

/**
 * Creates the process-wide tracer provider and registers it with OpenTelemetry's API, also for
 * Next.
 */
export function createTracerProvider(options: ProviderOptions): TracerProvider {
  const exporter = discreet(new OTLPTraceExporter(), options.onFailure);
  const provider = new TracerProvider({
    resource: describeProcess(options.serviceName),
    sampler: createSampler(options.ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

/** Returns what every trace says of this process; OTEL_RESOURCE_ATTRIBUTES may add to it. */
function describeProcess(serviceName: string): Resource {
  const own = resourceFromAttributes({
    "service.namespace": "keysmith",
    "service.name": serviceName,
    "service.version": manifest.version,
    "process.pid": process.pid,
    "process.runtime.name": "nodejs",
    "process.runtime.version": process.versions.node,
  });
  const detectors = [serviceInstanceIdDetector, hostDetector];
  const chosen = detectResources({ detectors: [resourceAttributesEnvDetector] });
  return defaultResource().merge(detectResources({ detectors })).merge(chosen).merge(own);
}

/**
 * Samples requests at random, ignoring the caller's `traceparent` flag and trace id. Child spans in
 * this process follow their request.
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
