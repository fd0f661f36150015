import { revokeApiToken } from "#lib/api-tokens/revoke.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: memberEndpoint({
    permission: null,
    params: { id: "tok" },
    status: 204,
    run: (ctx, { params }) => revokeApiToken(ctx, { tokenId: params.id }),
  }),
});
