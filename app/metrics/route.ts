import { defineRoute, serviceEndpoint } from "#lib/http/route.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";

/** For Prometheus, which shows a service token as its bearer token. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: serviceEndpoint({
    scope: "metrics",
    run: async () => {
      const { registry } = getMetrics();
      const headers = { "Content-Type": registry.contentType, "Cache-Control": "no-store" };
      return new Response(await registry.metrics(), { headers });
    },
  }),
});
