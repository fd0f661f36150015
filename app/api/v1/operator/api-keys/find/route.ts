import { implement } from "#lib/http/implement.ts";
import { findApiKeys } from "#lib/operator/find-api-keys.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/api-keys/find",
  {
    operatorFindApiKeys: findApiKeys,
  },
);
