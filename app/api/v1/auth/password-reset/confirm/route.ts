import { resetPassword } from "#lib/accounts/reset-password.ts";
import { resetPasswordBody } from "#lib/accounts/schema.ts";
import { linkAttempts } from "#lib/http/attempts.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    attempts: ({ request }) => linkAttempts(request.address),
    body: resetPasswordBody,
    status: 204,
    run: (ctx, { body }) => resetPassword(ctx, body),
  }),
});
