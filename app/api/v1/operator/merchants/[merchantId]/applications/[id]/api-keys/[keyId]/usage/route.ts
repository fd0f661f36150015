import { getUsage } from "#lib/api-keys/usage/get-usage.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/usage",
  {
    operatorGetApiKeyUsage: getUsage,
  },
);
