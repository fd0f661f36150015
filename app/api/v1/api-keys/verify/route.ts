import { type Verdict, verifyBody } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify.ts";
import { defineRoute, serviceEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: serviceEndpoint({
    body: verifyBody,
    run: (ctx, { body: { key, scope, ip = null } }): Promise<Verdict> =>
      verifyApiKey(ctx, { key, scope, ip, userAgent: null }),
  }),
});
