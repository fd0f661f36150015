import { tokenBody } from "#lib/accounts/schema.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    body: tokenBody,
    attempts: "by-verb",
    run: async (ctx, { body }, { env }) =>
      grantTokens(await signInWithPassword(ctx, "token", body), issuerOf(env)),
  }),
});
