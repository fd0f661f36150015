import { endOneSession } from "#lib/accounts/end-sessions.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: memberEndpoint({
    permission: null,
    needsProof: "always",
    params: { id: "ses" },
    status: 204,
    run: (ctx, { params }) => endOneSession(ctx, { sessionId: params.id }),
  }),
});
