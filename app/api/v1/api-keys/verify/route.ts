import { type Verdict, verifyBody } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify.ts";
import { defineRoute, serviceEndpoint } from "#lib/http/route.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: serviceEndpoint({
    scope: "verify",
    body: verifyBody,
    run: async (ctx, { body: { key, scope, ip = null } }): Promise<Verdict> => {
      const verdict = await verifyApiKey(ctx, { key, scope, ip, userAgent: null });
      getMetrics().countVerdict(verdict);
      return verdict;
    },
  }),
});
