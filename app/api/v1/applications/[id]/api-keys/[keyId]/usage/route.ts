import { getUsage } from "#lib/api-keys/get-usage.ts";
import { usageQuery } from "#lib/api-keys/schema.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "api-keys:read",
    params: { id: "app", keyId: "key" },
    query: usageQuery,
    run: (ctx, { params: { id, keyId }, query }) =>
      getUsage(ctx, { ...query, applicationId: id, keyId }),
  }),
});
