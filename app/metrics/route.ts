import { defineRoute, serviceEndpoint } from "#lib/http/route.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";

/** Metrics for Prometheus, authenticated by a service token. Available without the database. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: serviceEndpoint("metrics", async () => {
    const { registry } = getMetrics();
    const headers = { "Content-Type": registry.contentType, "Cache-Control": "no-store" };
    return new Response(await registry.metrics(), { headers });
  }),
});
