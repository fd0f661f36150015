import { finishRotation } from "#lib/api-keys/rotation/decide-rotation.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/applications/{id}/api-keys/{keyId}/rotate/finish",
  {
    finishRotation,
  },
);
