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
      "Returns a page of active API tokens, newest first: the caller's own, or everyone's for admins and owners. The tokens themselves are not included.",
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
      "Creates a long-lived token for a machine, which acts for the company within the given scopes. The token itself is returned only once.",
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
      description: "The API token, with the token itself, shown only once",
      schema: createdApiTokenSchema,
      example: { ...apiToken, lastUsedAt: null, lastUsedIp: null, token: "YOUR_API_TOKEN" },
    },
    errors: {
      forbidden: "The caller is a machine, or lacks one of the scopes",
      conflict: `You already have ${liveTokensPerPerson} API tokens. Revoke one that you no longer need`,
    },
  },
  revokeApiToken: {
    method: "delete",
    path: `${path}/{id}`,
    group,
    summary: "Revoke an API token",
    description: "Revokes an API token immediately. Admins and owners can revoke anyone's.",
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
