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
    description: "Lists the identity provider accounts that the caller can sign in with.",
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
    summary: "Start linking an identity provider",
    description:
      "Starts linking an identity provider account to the caller's account. For the portal only: a cookie remembers it for ten minutes.",
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
      "Links the identity provider account that this browser just signed in with to the caller's account. For the portal only: a cookie holds the provider's response.",
    access: "account",
    needsProof: "always",
    success: {
      status: 201,
      description: "The linked account",
      schema: identitySchema,
      example: { ...identity, lastUsedAt: null },
    },
    errors: {
      conflict:
        "There is no account to link, it is linked to someone else, or another account of that provider is already linked",
    },
  },
  unlinkIdentity: {
    method: "delete",
    path: `${path}/{provider}`,
    group,
    summary: "Unlink an identity provider",
    description:
      "Unlinks an identity provider from the caller's account and ends their other sessions that started with it.",
    access: "account",
    params: {
      provider: { description: "`google`, `github` or `oidc`", example: "google" },
    },
    needsProof: "always",
    success: { status: 204, description: "The provider was unlinked" },
    errors: {
      conflict: "It is the only way to sign in, or the only one that the company allows",
    },
  },
} as const satisfies Operations;
