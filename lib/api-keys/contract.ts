import { restoreWithinMinutes } from "#lib/api-keys/constants.ts";
import {
  apiKeySchema,
  createApiKeyBody,
  createdApiKeySchema,
  effectSchema,
  hygieneCountsSchema,
  hygieneQuery,
  hygieneRowSchema,
  listApiKeysQuery,
  revokeApiKeyQuery,
  rotateApiKeyBody,
  updateApiKeyBody,
  usageQuery,
  usageSchema,
  verdictSchema,
  verifyBody,
  whoamiSchema,
} from "#lib/api-keys/schema.ts";
import { applicationParam } from "#lib/applications/contract.ts";
import { apiKey, createdApiKey, rotatingApiKey } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";
import { createPageSchema } from "#lib/schema.ts";

const group = "API keys";
const list = "/api/v1/applications/{id}/api-keys";
const one = `${list}/{keyId}` as const;

const apiKeyParams = {
  ...applicationParam,
  keyId: { prefix: "key", description: "Id of the API key", example: "key_uuid_888" },
} as const;

export const apiKeyContract = {
  createApiKey: {
    method: "post",
    path: list,
    group,
    summary: "Generate API key for application",
    description:
      "Creates a new API key for the specified application belonging to the authenticated merchant. The full key is returned only once in the response.",
    access: "api-keys:write",
    params: applicationParam,
    body: createApiKeyBody,
    bodyExample: { description: "Production API key for checkout service" },
    isIdempotent: true,
    needsProof: "by-key",
    success: {
      status: 201,
      description: "The API key, with its full key, shown only once",
      schema: createdApiKeySchema,
      example: createdApiKey,
    },
    errors: {
      conflict:
        "The application has reached its limit of active keys, or the Idempotency-Key is in use or too old to be replayed",
    },
  },
  listApiKeys: {
    method: "get",
    path: list,
    group,
    summary: "List API keys",
    description:
      "Returns a page of an application's API keys, without full keys. Includes revoked and expired keys.",
    access: "api-keys:read",
    params: applicationParam,
    query: listApiKeysQuery,
    success: {
      status: 200,
      description: "A page of API keys",
      schema: createPageSchema(apiKeySchema),
      example: { data: [apiKey], nextCursor: null },
    },
  },
  getApiKey: {
    method: "get",
    path: one,
    group,
    summary: "Get an API key",
    description: "Returns an API key, without its full key.",
    access: "api-keys:read",
    params: apiKeyParams,
    success: { status: 200, description: "The API key", schema: apiKeySchema, example: apiKey },
  },
  updateApiKey: {
    method: "patch",
    path: one,
    group,
    summary: "Change an API key",
    description:
      "Changes the description, scopes, expiry, allowlist, or rate limit of a key that isn't revoked. Fields that the body leaves out stay the same.",
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    body: updateApiKeyBody,
    bodyExample: { description: "Checkout, EU", ipAllowlist: ["203.0.113.0/24"] },
    awaitsEffect: true,
    needsProof: "by-key",
    success: {
      status: 200,
      description: "The updated API key",
      schema: apiKeySchema,
      example: {
        ...apiKey,
        description: "Checkout, EU",
        ipAllowlist: ["203.0.113.0/24"],
        version: 2,
      },
    },
    errors: { conflict: "The key is revoked, or someone else changed it in the meantime" },
  },
  revokeApiKey: {
    method: "delete",
    path: one,
    group,
    summary: "Revoke an API key",
    description: `Revokes a key immediately and keeps its record. Waits up to 2 seconds for every verifier to confirm. \`Effective-At\` says when the key stops being accepted everywhere. If a verifier hasn't confirmed, that is in the future, at most 30 seconds by default. Repeating the request is not an error. The key can be restored within ${restoreWithinMinutes} minutes, unless it was leaked.`,
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    query: revokeApiKeyQuery,
    queryExample: { reason: "Laptop lost" },
    awaitsEffect: true,
    success: { status: 204, description: "The key is revoked" },
    representation: {
      status: 200,
      description: "The key is revoked, with the time from which that holds everywhere",
      schema: effectSchema,
      example: { effectiveAt: "2026-02-23T13:30:02Z" },
    },
  },
  restoreApiKey: {
    method: "post",
    path: `${one}/restore`,
    group,
    summary: "Restore an API key",
    description: `Undoes a revocation within ${restoreWithinMinutes} minutes. The same secret works again.`,
    access: "api-keys:write",
    params: apiKeyParams,
    awaitsEffect: true,
    needsProof: "by-key",
    success: {
      status: 200,
      description: "The API key, active again",
      schema: apiKeySchema,
      example: { ...apiKey, version: 3 },
    },
    errors: { conflict: "The key was revoked too long ago, or was leaked" },
  },
  rotateApiKey: {
    method: "post",
    path: `${one}/rotate`,
    group,
    summary: "Rotate an API key",
    description:
      "Creates a new secret for the key, which keeps its id. The old secret keeps working for `overlapSeconds` after the new one is first used.",
    access: "api-keys:write",
    params: apiKeyParams,
    body: rotateApiKeyBody,
    bodyExample: { overlapSeconds: 86_400 },
    isBodyOptional: true,
    isIdempotent: true,
    needsProof: "by-key",
    success: {
      status: 201,
      description: "The API key, with its new full key, shown only once",
      schema: createdApiKeySchema,
      example: { ...rotatingApiKey, fullKey: "ks_live_Zk81mnopq..." },
    },
    errors: {
      conflict:
        "The key is not active, a rotation is already in progress, or the Idempotency-Key is in use or too old to be replayed",
    },
  },
  finishRotation: {
    method: "post",
    path: `${one}/rotate/finish`,
    group,
    summary: "Finish a rotation",
    description: "Ends the old secret immediately, before the overlap is over.",
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The API key, with only the new secret",
      schema: apiKeySchema,
      example: { ...apiKey, keyPrefix: "ks_live_Zk81", version: 3 },
    },
    errors: { conflict: "No rotation is in progress" },
  },
  cancelRotation: {
    method: "post",
    path: `${one}/rotate/cancel`,
    group,
    summary: "Cancel a rotation",
    description: "Withdraws the new secret. The old one keeps working.",
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The API key, with only the old secret",
      schema: apiKeySchema,
      example: { ...apiKey, version: 3 },
    },
    errors: { conflict: "No rotation is in progress" },
  },
  getApiKeyUsage: {
    method: "get",
    path: `${one}/usage`,
    group,
    summary: "Get the usage of an API key",
    description: "Returns how often a key was verified and refused on each day, in UTC.",
    access: "api-keys:read",
    params: apiKeyParams,
    query: usageQuery,
    success: {
      status: 200,
      description: "The requested days, oldest first",
      schema: usageSchema,
      example: { data: [{ date: "2026-02-23", verified: 1204, refused: { expired: 2 } }] },
    },
  },
  listHygiene: {
    method: "get",
    path: "/api/v1/hygiene",
    group,
    summary: "List keys that need attention",
    description:
      "Lists keys of all applications that are unused, have no expiry, expire soon, or have all scopes.",
    access: "api-keys:read",
    query: hygieneQuery,
    success: {
      status: 200,
      description: "A page of keys, with the findings about each",
      schema: createPageSchema(hygieneRowSchema),
      example: {
        data: [{ apiKey, applicationName: "UK store", findings: ["no_expiry", "all_scopes"] }],
        nextCursor: null,
      },
    },
  },
  countHygiene: {
    method: "get",
    path: "/api/v1/hygiene/counts",
    group,
    summary: "Count keys that need attention",
    description: "Returns the number of keys for each finding.",
    access: "api-keys:read",
    success: {
      status: 200,
      description: "The count of each finding",
      schema: hygieneCountsSchema,
      example: { never_used: 1, unused: 0, no_expiry: 3, expiring_soon: 0, all_scopes: 2 },
    },
  },
} as const satisfies Operations;

const identity = {
  merchantId: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
  applicationId: "app_uk_store_123",
  keyId: "key_uuid_888",
  environment: "live",
  scopes: ["payments:read", "payments:write"],
} as const;

export const verificationContract = {
  whoami: {
    method: "get",
    path: "/api/v1/whoami",
    group: "Verification",
    summary: "Identify an API key",
    description:
      "Returns who owns the API key that is sent as `Authorization: Bearer ks_live_…` or `X-API-Key`. Returns 401 for a key that doesn't verify, and 429 for a key over its rate limit.",
    access: "api-key",
    success: {
      status: 200,
      description: "The key's owner and scopes",
      schema: whoamiSchema,
      example: identity,
    },
  },
  verifyApiKey: {
    method: "post",
    path: "/api/v1/api-keys/verify",
    group: "Verification",
    summary: "Verify an API key",
    description:
      "Verifies an API key that a caller sent to one of the platform's own backends. Needs a service token with the scope `verify`. An invalid key is a normal response with a `code`, not an error. Valid calls count against the key's rate limit.",
    access: "service",
    serviceScope: "verify",
    body: verifyBody,
    bodyExample: { key: "YOUR_API_KEY", scope: "payments:read", ip: "203.0.113.7" },
    success: {
      status: 200,
      description: "The verification result",
      schema: verdictSchema,
      example: { valid: true, ...identity, expiresAt: null },
    },
    errors: {
      forbidden: "The service token doesn't have the scope `verify`",
    },
  },
} as const satisfies Operations;
