import { verifyEmailBody } from "#lib/accounts/schema.ts";
import { verifyEmail } from "#lib/accounts/verify-email.ts";
import { linkAttempts } from "#lib/http/attempts.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    attempts: ({ request }) => linkAttempts(request.address),
    body: verifyEmailBody,
    status: 204,
    run: (ctx, { body }) => verifyEmail(ctx, body),
  }),
});
