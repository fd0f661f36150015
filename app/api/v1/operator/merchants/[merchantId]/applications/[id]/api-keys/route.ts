import { createApiKeyOnce } from "#lib/api-keys/create/create.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys",
  {
    operatorListApiKeys: listApiKeys,
    operatorCreateApiKey: createApiKeyOnce,
  },
);
