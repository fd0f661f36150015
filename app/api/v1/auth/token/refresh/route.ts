import { refreshTokensOnce } from "#lib/auth/tokens.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/auth/token/refresh", {
  refreshAccessToken: refreshTokensOnce,
});
