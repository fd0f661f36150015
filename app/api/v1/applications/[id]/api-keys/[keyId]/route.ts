import { getApiKey } from "#lib/api-keys/get.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { revokeApiKeyQuery, updateApiKeyBody } from "#lib/api-keys/schema.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

const params = { id: "app", keyId: "key" } as const;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "api-keys:read",
    params,
    run: (ctx, { params: { id, keyId } }) => getApiKey(ctx, { applicationId: id, keyId }),
  }),
  PATCH: memberEndpoint({
    permission: "api-keys:write",
    needsProof: "by-key",
    whileSuspended: "open",
    params,
    body: updateApiKeyBody,
    awaitsEffect: true,
    run: (ctx, { params: { id, keyId }, body }) =>
      updateApiKey(ctx, { ...body, applicationId: id, keyId }),
  }),
  DELETE: memberEndpoint({
    permission: "api-keys:write",
    whileSuspended: "open",
    params,
    query: revokeApiKeyQuery,
    status: 204,
    awaitsEffect: true,
    run: (ctx, { params: { id, keyId }, query }) =>
      revokeApiKey(ctx, { ...query, applicationId: id, keyId }),
  }),
});
