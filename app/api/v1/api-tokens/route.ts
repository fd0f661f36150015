import { listApiTokens } from "#lib/api-tokens/list.ts";
import { createApiTokenBody } from "#lib/api-tokens/schema.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { pageQuery } from "#lib/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: null,
    query: pageQuery,
    run: (ctx, { query }) => listApiTokens(ctx, query),
  }),
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    whileSuspended: "refused",
    body: createApiTokenBody,
    status: 201,
    run: (ctx, { body }, { env }) => createApiToken(ctx, body, issuerOf(env)),
  }),
});
