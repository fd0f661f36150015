import { rotateApiKey } from "#lib/api-keys/rotate.ts";
import { rotateApiKeyBody } from "#lib/api-keys/schema.ts";
import { readIdempotencyKey } from "#lib/http/idempotency.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: "api-keys:write",
    needsProof: "by-key",
    params: { id: "app", keyId: "key" },
    body: rotateApiKeyBody,
    isBodyOptional: true,
    status: 201,
    run: async (ctx, { params: { id, keyId }, body }, { request, headers }) => {
      const idempotencyKey = readIdempotencyKey(request.headers);
      const input = { ...body, applicationId: id, keyId };
      const { rotated, isReplay } = await rotateApiKey(ctx, input, idempotencyKey);
      if (isReplay) headers.set("Idempotency-Replayed", "true");
      return rotated;
    },
  }),
});
