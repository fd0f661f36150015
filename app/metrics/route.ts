import { defineRoute, serviceEndpoint } from "#lib/http/route.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";

/** Metrics for Prometheus, authenticated by a service token. Available without the database. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: serviceEndpoint("metrics", async (_ctx, { request }) => {
    const { type, text } = await getMetrics().render(request.headers.get("accept"));
    const headers = { "Content-Type": type, "Cache-Control": "no-store" };
    return new Response(text, { headers });
  }),
});
