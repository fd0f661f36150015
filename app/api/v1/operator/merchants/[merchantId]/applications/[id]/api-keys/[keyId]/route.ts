import { getApiKey } from "#lib/api-keys/get.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}",
  {
    operatorGetApiKey: getApiKey,
    operatorUpdateApiKey: updateApiKey,
    operatorRevokeApiKey: revokeApiKey,
  },
);
