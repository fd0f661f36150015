import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: "api-keys:write",
    needsProof: "by-key",
    params: { id: "app", keyId: "key" },
    awaitsEffect: true,
    run: (ctx, { params: { id, keyId } }) => restoreApiKey(ctx, { applicationId: id, keyId }),
  }),
});
