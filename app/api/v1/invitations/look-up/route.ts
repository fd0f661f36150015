import { linkAttempts } from "#lib/http/attempts.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { lookUpInvitation } from "#lib/invitations/look-up.ts";
import { lookUpInvitationBody } from "#lib/invitations/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    attempts: ({ request }) => linkAttempts(request.address),
    body: lookUpInvitationBody,
    run: (ctx, { body }) => lookUpInvitation(ctx, body),
  }),
});
