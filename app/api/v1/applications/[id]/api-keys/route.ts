import { createApiKey } from "#lib/api-keys/create.ts";
import { createApiKeyOnce } from "#lib/api-keys/create-once.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { createApiKeyBody, listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { readIdempotencyKey } from "#lib/http/idempotency.ts";
import { claimEndpoint, defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "api-keys:read",
    params: { id: "app" },
    query: listApiKeysQuery,
    run: (ctx, { params, query }) => listApiKeys(ctx, { ...query, applicationId: params.id }),
  }),
  POST: claimEndpoint({
    needsProof: "by-key",
    params: { id: "app" },
    body: createApiKeyBody,
    status: 201,
    run: async (ctx, { params, body }, { request, headers }) => {
      const input = { ...body, applicationId: params.id };
      const idempotencyKey = readIdempotencyKey(request.headers);
      if (idempotencyKey === null) return createApiKey(ctx, input);
      const { created, isReplay } = await createApiKeyOnce(ctx, input, idempotencyKey);
      if (isReplay) headers.set("Idempotency-Replayed", "true");
      return created;
    },
  }),
});
