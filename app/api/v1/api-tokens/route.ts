import { listApiTokens } from "#lib/api-tokens/list.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/api-tokens", {
  listApiTokens,
  createApiToken,
});
