import { switchMerchant } from "#lib/auth/switch-merchant.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { sessionCookieOf } from "#lib/http/session-cookie.ts";
import { switchMerchantBody } from "#lib/merchants/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    body: switchMerchantBody,
    status: 204,
    run: async (ctx, { body }, { request, env, headers }) => {
      const sessionId = await switchMerchant(ctx, body);
      headers.append("Set-Cookie", await sessionCookieOf(ctx, request.headers, env, sessionId));
    },
  }),
});
