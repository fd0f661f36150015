import type { Whoami } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify.ts";
import { invalidToken } from "#lib/auth/access-token.ts";
import { AppError } from "#lib/errors.ts";
import { readApiKey } from "#lib/http/bearer.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    run: async (ctx, _input, { request }): Promise<Whoami> => {
      const { headers } = request;
      const key = readApiKey(headers.get("authorization"), headers.get("x-api-key"));
      if (key === null) throw new AppError("unauthorized");
      const { address, userAgent } = ctx.request;
      const verdict = await verifyApiKey(ctx, { key, ip: address, userAgent });
      if (!verdict.valid) throw invalidToken(verdict.code);
      const { merchantId, applicationId, keyId, environment, scopes } = verdict;
      return { merchantId, applicationId, keyId, environment, scopes };
    },
  }),
});
