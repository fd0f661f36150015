import type { Operation } from "#lib/reference/operation.ts";
import { apiKeyOperations } from "#lib/reference/operations/api-keys.ts";
import { applicationOperations } from "#lib/reference/operations/applications.ts";
import { verificationOperations } from "#lib/reference/operations/verification.ts";

/** Every operation of the HTTP API, in the order of the reference. */
export const operations: readonly Operation[] = [
  ...apiKeyOperations,
  ...applicationOperations,
  ...verificationOperations,
];
