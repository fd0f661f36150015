import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/restore",
  {
    operatorRestoreApiKey: restoreApiKey,
  },
);
