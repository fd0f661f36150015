import { createConsoleToken } from "#lib/auth/create-console-token.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    status: 201,
    run: (ctx, _input, { env }) => createConsoleToken(ctx, issuerOf(env)),
  }),
});
