import { lookUpMailedLink } from "#lib/accounts/look-up-mailed-link.ts";
import { lookUpMailedLinkBody } from "#lib/accounts/schema.ts";
import { linkAttempts } from "#lib/http/attempts.ts";
import { findCaller } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    attempts: ({ request }) => linkAttempts(request),
    body: lookUpMailedLinkBody,
    run: async (ctx, { body }, { request, env }) =>
      lookUpMailedLink(ctx, body, await findCaller(ctx, request, env)),
  }),
});
