import { getSigningKeys } from "#lib/auth/signing-keys.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    rateLimit: null,
    run: async (ctx) => ({ keys: (await getSigningKeys(ctx)).map((key) => key.publicJwk) }),
  }),
});
