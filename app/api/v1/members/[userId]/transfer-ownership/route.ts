import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { transferOwnership } from "#lib/members/transfer-ownership.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: "owners:write",
    needsProof: "always",
    params: { userId: "usr" },
    status: 204,
    run: (ctx, { params }) => transferOwnership(ctx, params),
  }),
});
