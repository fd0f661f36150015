import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { signUpBody } from "#lib/merchants/schema.ts";
import { signUp } from "#lib/merchants/sign-up.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "sign-up",
    body: signUpBody,
    status: 201,
    run: (ctx, { body }) => signUp(ctx, body),
  }),
});
