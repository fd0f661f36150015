import { implement } from "#lib/http/implement.ts";
import { transferOwnership } from "#lib/members/transfer-ownership.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/members/{userId}/transfer-ownership",
  {
    transferOwnership,
  },
);
