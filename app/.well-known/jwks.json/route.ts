import { getSigningKeys, signingKeyReachSeconds } from "#lib/auth/signing-keys.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    rateLimit: null,
    run: async (ctx, _input, { headers }) => {
      headers.set("Cache-Control", `public, max-age=${signingKeyReachSeconds}`);
      return { keys: (await getSigningKeys(ctx)).map((key) => key.publicJwk) };
    },
  }),
});
