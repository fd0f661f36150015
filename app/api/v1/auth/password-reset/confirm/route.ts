import { resetPassword } from "#lib/accounts/reset-password.ts";
import { resetPasswordBody } from "#lib/accounts/schema.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "mailed-link",
    body: resetPasswordBody,
    status: 204,
    run: (ctx, { body }) => resetPassword(ctx, body),
  }),
});
