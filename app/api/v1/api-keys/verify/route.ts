import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { implement } from "#lib/http/implement.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/api-keys/verify", {
  verifyApiKey: async (ctx, { key, scope, ip = null }) => {
    const verdict = await verifyApiKey(ctx, { key, scope, ip, userAgent: null });
    getMetrics().countVerdict(verdict);
    return verdict;
  },
});
