import { revokeApiToken } from "#lib/api-tokens/revoke.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/api-tokens/{id}", {
  revokeApiToken,
});
