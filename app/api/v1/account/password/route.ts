import { changePassword } from "#lib/accounts/change-password.ts";
import { changePasswordBody } from "#lib/accounts/schema.ts";
import { passwordAttempts } from "#lib/http/attempts.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    attempts: ({ request, caller, claim }) =>
      passwordAttempts({ request, account: caller.email, known: claim.sessionId }),
    body: changePasswordBody,
    status: 204,
    run: (ctx, { body }) => changePassword(ctx, body),
  }),
});
