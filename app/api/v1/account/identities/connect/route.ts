import { isSecureRequest } from "#lib/auth/cookie.ts";
import { linkingLine } from "#lib/auth/identity-cookies.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    status: 204,
    run: async (ctx, _input, { request, env, headers }) => {
      const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
      headers.append("Set-Cookie", linkingLine(ctx, isSecure, ctx.claim.sessionId));
    },
  }),
});
