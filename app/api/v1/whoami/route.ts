import type { Verdict } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { invalidToken } from "#lib/auth/access-token.ts";
import { AppError } from "#lib/errors.ts";
import { readApiKey } from "#lib/http/bearer.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/whoami", {
  whoami: async (ctx, _input, { request, headers }) => {
    const sent = request.headers;
    const key = readApiKey(sent.get("authorization"), sent.get("x-api-key"));
    if (key === null) throw new AppError("unauthorized");
    const { address, userAgent } = ctx.request;
    const verdict = await verifyApiKey(ctx, { key, ip: address, userAgent });
    const limits = limitHeaders(verdict);
    if (!verdict.valid) {
      const { code, retryAfterSeconds } = verdict;
      // The key's usage already records its refusals.
      const security = null;
      if (code !== "rate_limited") throw invalidToken(code, security);
      const options = { retryAfterSeconds, headers: limits, security };
      throw new AppError("too_many_requests", undefined, options);
    }
    for (const [name, value] of limits) headers.append(name, value);
    const { merchantId, applicationId, keyId, environment, scopes } = verdict;
    return { merchantId, applicationId, keyId, environment, scopes };
  },
});

/** Returns the remaining quota of a key with a limit, in addition to the IP address's limit. */
function limitHeaders({ rateLimit }: Verdict): [string, string][] {
  if (!rateLimit) return [];
  const { limit, remaining, resetSeconds } = rateLimit;
  return [
    ["RateLimit-Policy", `"key";q=${limit}`],
    ["RateLimit", `"key";r=${remaining};t=${resetSeconds}`],
  ];
}
