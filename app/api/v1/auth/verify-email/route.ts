import { verifyEmailBody } from "#lib/accounts/schema.ts";
import { verifyEmail } from "#lib/accounts/verify-email.ts";
import { linkAttempts } from "#lib/http/attempts.ts";
import { findCaller } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    attempts: ({ request }) => linkAttempts(request),
    body: verifyEmailBody,
    status: 204,
    run: async (ctx, { body }, { request, env }) =>
      verifyEmail(ctx, body, await findCaller(ctx, request, env)),
  }),
});
