import { finishRotation } from "#lib/api-keys/decide-rotation.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: "api-keys:write",
    whileSuspended: "open",
    params: { id: "app", keyId: "key" },
    awaitsEffect: true,
    run: (ctx, { params: { id, keyId } }) => finishRotation(ctx, { applicationId: id, keyId }),
  }),
});
