import {
  apiTokenSchema,
  createApiTokenBody,
  createdApiTokenSchema,
  liveTokensPerPerson,
} from "#lib/api-tokens/schema.ts";
import { apiToken } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";
import { createPageSchema, pageQuery } from "#lib/schema.ts";

const group = "API tokens";
const path = "/api/v1/api-tokens";

export const apiTokenContract = {
  listApiTokens: {
    method: "get",
    path,
    group,
    summary: "List API tokens",
    description:
      "The API tokens that have not expired, newest first, page by page: the caller's own, and everybody's for admins and owners. None holds the token itself.",
    access: "account",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of API tokens",
      schema: createPageSchema(apiTokenSchema),
      example: { data: [apiToken], nextCursor: null },
    },
  },
  createApiToken: {
    method: "post",
    path,
    group,
    summary: "Create an API token",
    description:
      "Makes a long-lived token for a machine, which acts for the company within the given scopes. The token itself is returned only once.",
    access: "account",
    whileSuspended: "refused",
    body: createApiTokenBody,
    bodyExample: {
      name: "Deployment",
      scopes: ["api-keys:write"],
      expiresAt: "2027-01-31T00:00:00Z",
    },
    needsProof: "always",
    success: {
      status: 201,
      description: "The API token, with the token itself for the only time",
      schema: createdApiTokenSchema,
      example: { ...apiToken, lastUsedAt: null, lastUsedIp: null, token: "YOUR_API_TOKEN" },
    },
    errors: {
      forbidden:
        "No machine can create one, and nobody for a scope that their own role or token does not hold",
      conflict: `You have ${liveTokensPerPerson} API tokens already. Revoke one that is no longer needed`,
    },
  },
  revokeApiToken: {
    method: "delete",
    path: `${path}/{id}`,
    group,
    summary: "Revoke an API token",
    description:
      "Ends an API token at once: the caller's own, and anybody's for admins and owners.",
    access: "account",
    params: {
      id: {
        prefix: "tok",
        as: "tokenId",
        description: "Id of the API token",
        example: "tok_01kawxqw2pe6bvn0q0v9w8x7yz",
      },
    },
    success: { status: 204, description: "The token is revoked" },
  },
} as const satisfies Operations;
