import { cancelRotation } from "#lib/api-keys/rotation/decide-rotation.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate/cancel",
  {
    operatorCancelRotation: cancelRotation,
  },
);
