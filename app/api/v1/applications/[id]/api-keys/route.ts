import { createApiKey } from "#lib/api-keys/create.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { createApiKeyBody, listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { claimEndpoint, defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "api-keys:read",
    params: { id: "app" },
    query: listApiKeysQuery,
    run: (ctx, { params, query }) => listApiKeys(ctx, { ...query, applicationId: params.id }),
  }),
  POST: claimEndpoint({
    params: { id: "app" },
    body: createApiKeyBody,
    status: 201,
    run: (ctx, { params, body }) => createApiKey(ctx, { ...body, applicationId: params.id }),
  }),
});
