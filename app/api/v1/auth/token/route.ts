import { tokenBody } from "#lib/accounts/schema.ts";
import { signInForTokens } from "#lib/auth/sign-in.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    body: tokenBody,
    attempts: "by-verb",
    run: (ctx, { body }, { env }) => signInForTokens(ctx, body, issuerOf(env)),
  }),
});
