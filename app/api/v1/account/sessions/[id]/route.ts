import { endOneSession } from "#lib/accounts/end-sessions.ts";
import { forgetSession } from "#lib/http/forget-session.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: memberEndpoint({
    permission: null,
    needsProof: "always",
    params: { id: "ses" },
    status: 204,
    run: async (ctx, { params }, about) => {
      await endOneSession(ctx, { sessionId: params.id });
      if (params.id === ctx.claim.sessionId) forgetSession(ctx, about);
    },
  }),
});
