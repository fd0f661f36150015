import { getApiKey } from "#lib/api-keys/get.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/applications/{id}/api-keys/{keyId}",
  {
    getApiKey,
    updateApiKey,
    revokeApiKey,
  },
);
