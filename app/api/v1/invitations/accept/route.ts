import { linkAttempts } from "#lib/http/attempts.ts";
import { findCaller } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { acceptInvitation } from "#lib/invitations/accept.ts";
import { acceptInvitationBody } from "#lib/invitations/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    attempts: ({ request }) => linkAttempts(request.address),
    body: acceptInvitationBody,
    run: async (ctx, { body }, { request, env }) =>
      acceptInvitation(ctx, body, await findCaller(ctx, request, env)),
  }),
});
