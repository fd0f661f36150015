import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/api-keys/verify", {
  verifyApiKey: (ctx, { key, scope, ip = null }) =>
    verifyApiKey(ctx, { key, scope, ip, userAgent: null }),
});
