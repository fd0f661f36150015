import { refreshBody } from "#lib/accounts/schema.ts";
import { refreshTokensOnce } from "#lib/auth/tokens.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    body: refreshBody,
    run: (ctx, { body }, { env }) => refreshTokensOnce(ctx, body.refreshToken, issuerOf(env)),
  }),
});
