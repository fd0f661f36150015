import { identity } from "#lib/examples.ts";
import { identitiesSchema, identitySchema } from "#lib/identities/schema.ts";
import type { Operations } from "#lib/operation.ts";

const group = "Account";
const path = "/api/v1/account/identities";

export const identityContract = {
  listIdentities: {
    method: "get",
    path,
    group,
    summary: "List your identity providers",
    description: "The accounts at identity providers by which the caller can sign in.",
    access: "account",
    success: {
      status: 200,
      description: "All of them",
      schema: identitiesSchema,
      example: { data: [identity] },
    },
  },
  connectIdentity: {
    method: "post",
    path: `${path}/connect`,
    group,
    summary: "Begin to link an identity provider",
    description:
      "Has the next return of this browser from an identity provider link that account to the caller's. It is for the portal: a cookie remembers it for ten minutes.",
    access: "account",
    needsProof: "always",
    success: { status: 204, description: "The browser can go to the provider" },
  },
  linkIdentity: {
    method: "post",
    path,
    group,
    summary: "Link an identity provider",
    description:
      "Links the account at an identity provider, from which this browser has just returned, to the caller's. It is for the portal: a cookie holds what the provider said.",
    access: "account",
    needsProof: "always",
    success: {
      status: 201,
      description: "The account that is linked",
      schema: identitySchema,
      example: { ...identity, lastUsedAt: null },
    },
    errors: {
      conflict:
        "There is no account to link, it belongs to somebody else here, or another one of that provider is linked already",
    },
  },
  unlinkIdentity: {
    method: "delete",
    path: `${path}/{provider}`,
    group,
    summary: "Unlink an identity provider",
    description:
      "Takes an identity provider out of the caller's ways to sign in, and ends their other sessions that began there.",
    access: "account",
    params: {
      provider: { description: "`google`, `github` or `oidc`", example: "google" },
    },
    needsProof: "always",
    success: { status: 204, description: "It does not sign in to the account any more" },
    errors: {
      conflict: "It is the only way to sign in, or the only one that the company allows",
    },
  },
} as const satisfies Operations;
