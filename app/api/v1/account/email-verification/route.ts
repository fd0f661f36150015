import { requestVerification } from "#lib/accounts/request-verification.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    status: 204,
    run: (ctx) => requestVerification(ctx),
  }),
});
