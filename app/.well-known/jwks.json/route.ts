import { getSigningKeys, signingKeyReachSeconds } from "#lib/auth/signing-keys.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint(async (ctx, { headers }) => {
    headers.set("Cache-Control", `public, max-age=${signingKeyReachSeconds}`);
    return { keys: (await getSigningKeys(ctx)).map((key) => key.publicJwk) };
  }, null),
});
