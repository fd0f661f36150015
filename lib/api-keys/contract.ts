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
      description: "The API key, with its full key for the only time",
      schema: createdApiKeySchema,
      example: createdApiKey,
    },
    errors: {
      conflict:
        "The application has as many active keys as it may have, or the Idempotency-Key is in use or too old to be replayed",
    },
  },
  listApiKeys: {
    method: "get",
    path: list,
    group,
    summary: "List API keys",
    description:
      "The API keys of an application, page by page, without any full key. Revoked and expired ones are kept for the record.",
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
    description: "One API key, without its full key.",
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
      "Changes description, scopes, expiry, allow-list or rate limit of a key that is neither revoked nor expired. What the body does not name stays as it is.",
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    body: updateApiKeyBody,
    bodyExample: { description: "Checkout, EU", ipAllowlist: ["203.0.113.0/24"] },
    awaitsEffect: true,
    needsProof: "by-key",
    success: {
      status: 200,
      description: "The API key as it is now",
      schema: apiKeySchema,
      example: {
        ...apiKey,
        description: "Checkout, EU",
        ipAllowlist: ["203.0.113.0/24"],
        version: 2,
      },
    },
    errors: { conflict: "The key is revoked or expired, or somebody else changed it meanwhile" },
  },
  revokeApiKey: {
    method: "delete",
    path: one,
    group,
    summary: "Revoke an API key",
    description: `Revokes a key at once and keeps it for the record. It waits for every verifier to confirm that, for at most 2 seconds. \`Effective-At\` says when nobody accepts the key any more: it lies in the future where a verifier has not confirmed, 30 seconds at most by default. Repeating it is no error. The key can be restored within ${restoreWithinMinutes} minutes, unless a leak was the reason.`,
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    query: revokeApiKeyQuery,
    queryExample: { reason: "Laptop lost" },
    awaitsEffect: true,
    success: { status: 204, description: "The key is revoked" },
    representation: {
      status: 200,
      description: "The key is revoked, everywhere at the time in the body",
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
    errors: { conflict: "The revocation is too long ago, or a leak was its reason" },
  },
  rotateApiKey: {
    method: "post",
    path: `${one}/rotate`,
    group,
    summary: "Rotate an API key",
    description:
      "Makes a new secret under the same id. The old one works on for `overlapSeconds` from the first use of the new one.",
    access: "api-keys:write",
    params: apiKeyParams,
    body: rotateApiKeyBody,
    bodyExample: { overlapSeconds: 86_400 },
    isBodyOptional: true,
    isIdempotent: true,
    needsProof: "by-key",
    success: {
      status: 201,
      description: "The API key, with its new full key for the only time",
      schema: createdApiKeySchema,
      example: { ...rotatingApiKey, fullKey: "ks_live_Zk81mnopq..." },
    },
    errors: {
      conflict:
        "The key is not active, a rotation is under way already, or the Idempotency-Key is in use or too old to be replayed",
    },
  },
  finishRotation: {
    method: "post",
    path: `${one}/rotate/finish`,
    group,
    summary: "Finish a rotation",
    description: "Ends the old secret at once, before the overlap is over.",
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The API key, which has the new secret alone",
      schema: apiKeySchema,
      example: { ...apiKey, keyPrefix: "ks_live_Zk81", version: 3 },
    },
    errors: { conflict: "No rotation is under way" },
  },
  cancelRotation: {
    method: "post",
    path: `${one}/rotate/cancel`,
    group,
    summary: "Cancel a rotation",
    description: "Withdraws the new secret; the old one works on as if nothing had been.",
    access: "api-keys:write",
    whileSuspended: "open",
    params: apiKeyParams,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The API key, which has the old secret alone",
      schema: apiKeySchema,
      example: { ...apiKey, version: 3 },
    },
    errors: { conflict: "No rotation is under way" },
  },
  getApiKeyUsage: {
    method: "get",
    path: `${one}/usage`,
    group,
    summary: "Get the usage of an API key",
    description: "How often a key was verified and refused, day by day.",
    access: "api-keys:read",
    params: apiKeyParams,
    query: usageQuery,
    success: {
      status: 200,
      description: "Every day asked for, the oldest first",
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
      "Keys of all applications that are unused, without expiry, about to expire, or allowed everything.",
    access: "api-keys:read",
    query: hygieneQuery,
    success: {
      status: 200,
      description: "A page of keys and what was found about each",
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
    description: "How many keys there are of each finding.",
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
    summary: "See whose API key this is",
    description:
      "Answers whose key it was called with, sent as `Authorization: Bearer ks_live_…` or as `X-API-Key`. A key that does not verify is a 401, and one over its rate limit a 429.",
    access: "api-key",
    success: {
      status: 200,
      description: "Whose key it is, and what it may do",
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
      "For the platform's own backends, which prove themselves by a service token of the operator's with the scope `verify`: whether a key that somebody showed is good. A key that is not good is an answer with a `code`, no error. A call that nothing else refuses counts against the key's rate limit.",
    access: "service",
    serviceScope: "verify",
    body: verifyBody,
    bodyExample: { key: "YOUR_API_KEY", scope: "payments:read", ip: "203.0.113.7" },
    success: {
      status: 200,
      description: "The verdict",
      schema: verdictSchema,
      example: { valid: true, ...identity, expiresAt: null },
    },
    errors: {
      forbidden: "The service token doesn't have the scope `verify`",
    },
  },
} as const satisfies Operations;
