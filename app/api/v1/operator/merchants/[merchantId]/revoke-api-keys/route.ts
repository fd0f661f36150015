import { implement } from "#lib/http/implement.ts";
import { revokeApiKeys } from "#lib/operator/revoke-api-keys.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/revoke-api-keys",
  {
    operatorRevokeApiKeys: revokeApiKeys,
  },
);
