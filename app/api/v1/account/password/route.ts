import { changePassword } from "#lib/accounts/change-password.ts";
import { changePasswordBody } from "#lib/accounts/schema.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    body: changePasswordBody,
    status: 204,
    run: (ctx, { body }) => changePassword(ctx, body),
  }),
});
