import type { Operation } from "#lib/reference/operation.ts";

type Params = NonNullable<Operation["params"]>;

export const applicationParam: Params = {
  id: { description: "Id of the application", example: "app_uk_store_123" },
};

export const apiKeyParams: Params = {
  ...applicationParam,
  keyId: { description: "Id of the API key", example: "key_uuid_888" },
};
