import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/applications/{id}/api-keys/{keyId}/rotate",
  {
    rotateApiKey,
  },
);
