import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { requestPasswordResetBody } from "#lib/accounts/schema.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "password-reset",
    body: requestPasswordResetBody,
    status: 204,
    run: (ctx, { body }) => requestPasswordReset(ctx, body),
  }),
});
