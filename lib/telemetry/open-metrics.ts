import { type Metric, Registry } from "prom-client";

/** Returns whether a scraper that sends `Accept` reads OpenMetrics, which Prometheus prefers. */
export function acceptsOpenMetrics(accept: string | null | undefined): boolean {
  return /application\/openmetrics-text/i.test(accept ?? "");
}

/**
 * Renders a registry as OpenMetrics, the only format with exemplars. The library renames its
 * counters when it does so, so it gets copies.
 */
export async function renderOpenMetrics(registry: Registry): Promise<string> {
  const copy = new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>();
  copy.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  for (const described of await registry.getMetricsAsJSON()) {
    const isCounter = String(described.type) === "counter";
    const name = isCounter ? described.name.replace(/_total$/, "") : described.name;
    const metric = { ...described, name };
    copy.registerMetric({ ...metric, get: async () => metric } as unknown as Metric);
  }
  return copy.metrics();
}
