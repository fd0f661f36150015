import { apiKeyContract } from "#lib/api-keys/contract.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { applicationContract } from "#lib/applications/contract.ts";
import { auditContract } from "#lib/audit/contract.ts";
import { apiKey } from "#lib/examples.ts";
import { invitationContract } from "#lib/invitations/contract.ts";
import { memberContract } from "#lib/members/contract.ts";
import type { Operation, Operations } from "#lib/operation.ts";
import {
  findApiKeysBody,
  foundApiKeysSchema,
  listMerchantsQuery,
  type OperatorMerchant,
  operatorCreateApiKeyBody,
  operatorCreateApplicationBody,
  operatorCreateMerchantBody,
  operatorMerchantSchema,
  operatorPairFilter,
  operatorUpdateApiKeyBody,
  operatorUpdateApplicationBody,
  operatorUpdateMerchantBody,
  reasonBody,
  revokeApiKeysBody,
  revokedApiKeysSchema,
} from "#lib/operator/schema.ts";
import { createPageSchema } from "#lib/schema.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";

const group = "Operator";
const merchants = "/api/v1/operator/merchants";
const one = `${merchants}/{merchantId}` as const;

const merchantParam = {
  merchantId: {
    prefix: "mer",
    takesExternalId: true,
    description: "Id of the merchant, or `externalId:` and your own id of it",
    example: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
  },
} as const;

const headers = {
  "On-Behalf-Of": {
    isOptional: true,
    description:
      "Email of the person of yours for whom you call. It goes into both audit logs, as you say it",
  },
} as const;

type Base = Operations[string];
type Path<P extends string> = P extends `/api/v1/${infer Rest}` ? `${typeof one}/${Rest}` : never;
type Params<O> = O extends { params: infer P } ? P : unknown;

/** An operation of a merchant's as the operator calls it. */
type OnBehalf<O extends Base, Changes> = Omit<
  O,
  "path" | "access" | "group" | "params" | "needsProof" | "whileSuspended" | keyof Changes
> & {
  path: Path<O["path"]>;
  group: typeof group;
  access: "service";
  serviceScope: ServiceTokenScope;
  actsForMerchant: true;
  params: typeof merchantParam & Params<O>;
  headers: typeof headers;
} & Changes;

/**
 * Declares an operation of merchants for the operator: the same verb, below the path of the merchant,
 * for service tokens with the scope of the same name.
 */
function onBehalf<const O extends Base, const Changes extends Partial<Operation>>(
  base: O,
  changes: Changes,
): OnBehalf<O, Changes> {
  const { needsProof: _, whileSuspended: __, merchantLimit: ___, ...rest }: Base = base;
  const params = Object.entries(rest.params ?? {}).map(([name, param]) => [
    name,
    param.prefix === "app" || param.prefix === "key" ? { ...param, takesExternalId: true } : param,
  ]);
  const scope = base.access as ServiceTokenScope;
  return {
    ...rest,
    path: base.path.replace("/api/v1", one),
    group,
    summary: `${base.summary} for a merchant`,
    access: "service",
    serviceScope: scope,
    actsForMerchant: true,
    params: { ...merchantParam, ...Object.fromEntries(params) },
    headers,
    ...changes,
    errors: {
      ...rest.errors,
      conflict: rest.errors?.conflict ?? "The merchant is closed",
      ...changes.errors,
    },
  } as unknown as OnBehalf<O, Changes>;
}

const { inviteMember } = invitationContract;
const { listMembers, updateMember, removeMember } = memberContract;

export const merchant: OperatorMerchant = {
  id: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
  name: "Example shop",
  externalId: "cust_4711",
  metadata: { "operator:risk": "low" },
  status: "active",
  suspendedAt: null,
  suspendedReason: null,
  closedAt: null,
  closedReason: null,
  owners: ["owner@shop.example"],
  policy: { requireSecondFactor: false, singleSignOnOnly: false, longestLifeOfLiveKeysDays: null },
  overrides: {
    activeKeysPerApplication: 500,
    applications: null,
    keyRateLimit: null,
    requireSecondFactor: null,
    singleSignOnOnly: null,
    longestLifeOfLiveKeysDays: null,
    allowedScopes: null,
  },
  createdAt: "2026-02-20T09:00:00Z",
};

const taken = "The external id is in use";

const merchantContract = {
  operatorCreateMerchant: {
    method: "post",
    path: merchants,
    group,
    summary: "Create a merchant",
    description:
      "Creates a merchant. With an owner's email, that person gets an email: with a link to choose a password, or to sign in as usual. Without, it has no members until you invite some.",
    access: "service",
    serviceScope: "merchants:write",
    headers,
    body: operatorCreateMerchantBody,
    bodyExample: { name: "Example shop", externalId: "cust_4711" },
    isIdempotent: true,
    success: {
      status: 201,
      description: "The merchant",
      schema: operatorMerchantSchema,
      example: merchant,
    },
    errors: { conflict: "The external id is in use, or the owner's email isn't confirmed" },
  },
  operatorListMerchants: {
    method: "get",
    path: merchants,
    group,
    summary: "List merchants",
    description: "Returns a page of merchants, newest first.",
    access: "service",
    serviceScope: "merchants:read",
    headers,
    query: listMerchantsQuery,
    success: {
      status: 200,
      description: "A page of merchants",
      schema: createPageSchema(operatorMerchantSchema),
      example: { data: [merchant], nextCursor: null },
    },
  },
  operatorGetMerchant: {
    method: "get",
    path: one,
    group,
    summary: "Get a merchant",
    description: "Returns a merchant with its policies, your overrides, and all metadata.",
    access: "service",
    serviceScope: "merchants:read",
    headers,
    params: merchantParam,
    success: {
      status: 200,
      description: "The merchant",
      schema: operatorMerchantSchema,
      example: merchant,
    },
  },
  operatorUpdateMerchant: {
    method: "patch",
    path: one,
    group,
    summary: "Change a merchant",
    description:
      "Changes the given fields. Of `overrides`, those that you leave out stay the same, and null removes one. Limits hold for the next key or application, policies for the next request.",
    access: "service",
    serviceScope: "merchants:write",
    headers,
    params: merchantParam,
    body: operatorUpdateMerchantBody,
    bodyExample: { overrides: { activeKeysPerApplication: 500 } },
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The updated merchant",
      schema: operatorMerchantSchema,
      example: merchant,
    },
    errors: { conflict: `${taken}, or the merchant is closed` },
  },
  operatorSuspendMerchant: {
    method: "post",
    path: `${one}/suspend`,
    group,
    summary: "Suspend a merchant",
    description:
      "Refuses all keys of a merchant until you resume it, everywhere from `Effective-At` on. Its members can sign in, see the reason, and revoke keys, but create nothing. Repeating the request changes nothing.",
    access: "service",
    serviceScope: "merchants:write",
    headers,
    params: merchantParam,
    body: reasonBody,
    bodyExample: { reason: "Chargebacks above the limit" },
    isBodyOptional: true,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The suspended merchant",
      schema: operatorMerchantSchema,
      example: {
        ...merchant,
        status: "suspended",
        suspendedAt: "2026-02-23T13:30:00Z",
        suspendedReason: "Chargebacks above the limit",
      },
    },
    errors: { conflict: "The merchant is closed" },
  },
  operatorResumeMerchant: {
    method: "post",
    path: `${one}/resume`,
    group,
    summary: "Resume a merchant",
    description: "Ends a suspension, so that the keys work again. Repeating it changes nothing.",
    access: "service",
    serviceScope: "merchants:write",
    headers,
    params: merchantParam,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The merchant",
      schema: operatorMerchantSchema,
      example: merchant,
    },
    errors: { conflict: "The merchant is closed" },
  },
  operatorCloseMerchant: {
    method: "post",
    path: `${one}/close`,
    group,
    summary: "Close a merchant",
    description:
      "Closes a merchant permanently. Its keys are refused everywhere from `Effective-At` on, its members lose access, and its owners get an email with the reason. Everything stays on record. Repeating the request changes nothing.",
    access: "service",
    serviceScope: "merchants:write",
    headers,
    params: merchantParam,
    body: reasonBody,
    bodyExample: { reason: "The contract has ended" },
    isBodyOptional: true,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The closed merchant",
      schema: operatorMerchantSchema,
      example: {
        ...merchant,
        status: "closed",
        suspendedAt: "2026-02-23T13:30:00Z",
        closedAt: "2026-02-23T13:30:00Z",
        closedReason: "The contract has ended",
        owners: [],
      },
    },
  },
  operatorRevokeApiKeys: {
    method: "post",
    path: `${one}/revoke-api-keys`,
    group,
    summary: "Revoke the API keys of a merchant",
    description:
      "Revokes all keys of a merchant, or those of an application or with a scope, in one act: all of them or none. They are refused everywhere from `Effective-At` on. Each can be restored like a key that was revoked by itself. At most 10,000 keys at once.",
    access: "service",
    serviceScope: "api-keys:write",
    actsForMerchant: true,
    headers,
    params: merchantParam,
    body: revokeApiKeysBody,
    bodyExample: { reason: "Account takeover" },
    isBodyOptional: true,
    awaitsEffect: true,
    success: {
      status: 200,
      description: "The keys that were revoked",
      schema: revokedApiKeysSchema,
      example: {
        revoked: [
          {
            id: apiKey.id,
            applicationId: apiKey.applicationId,
            keyPrefix: apiKey.keyPrefix,
            description: apiKey.description,
          },
        ],
      },
    },
    errors: { conflict: "More than 10,000 keys match, or the merchant is closed" },
  },
  operatorFindApiKeys: {
    method: "post",
    path: "/api/v1/operator/api-keys/find",
    group,
    summary: "Find API keys",
    description:
      "Finds keys of all merchants by id, prefix, or full key. A full key is hashed at once, and neither stored nor logged.",
    access: "service",
    serviceScope: "api-keys:read",
    headers,
    body: findApiKeysBody,
    bodyExample: { prefix: "ks_live_abc1" },
    success: {
      status: 200,
      description: "The keys that were found",
      schema: foundApiKeysSchema,
      example: {
        data: [
          {
            merchantId: merchant.id,
            merchantName: merchant.name,
            applicationName: "UK store",
            apiKey,
          },
        ],
      },
    },
  },
} as const satisfies Operations;

const atLimit =
  "The merchant is closed, has as many applications as it may, or the external id is in use";
const listKeysQuery = listApiKeysQuery.extend({ metadata: operatorPairFilter });

export const operatorContract = {
  ...merchantContract,
  operatorListApplications: onBehalf(applicationContract.listApplications, {}),
  operatorCreateApplication: onBehalf(applicationContract.createApplication, {
    body: operatorCreateApplicationBody,
    isIdempotent: true,
    errors: { conflict: atLimit },
  }),
  operatorGetApplication: onBehalf(applicationContract.getApplication, {}),
  operatorUpdateApplication: onBehalf(applicationContract.updateApplication, {
    body: operatorUpdateApplicationBody,
    errors: { conflict: `${taken}, or the merchant is closed` },
  }),
  operatorDeleteApplication: onBehalf(applicationContract.deleteApplication, {}),
  operatorListApiKeys: onBehalf(apiKeyContract.listApiKeys, { query: listKeysQuery }),
  operatorCreateApiKey: onBehalf(apiKeyContract.createApiKey, { body: operatorCreateApiKeyBody }),
  operatorGetApiKey: onBehalf(apiKeyContract.getApiKey, {}),
  operatorUpdateApiKey: onBehalf(apiKeyContract.updateApiKey, { body: operatorUpdateApiKeyBody }),
  operatorRevokeApiKey: onBehalf(apiKeyContract.revokeApiKey, {}),
  operatorRestoreApiKey: onBehalf(apiKeyContract.restoreApiKey, {}),
  operatorRotateApiKey: onBehalf(apiKeyContract.rotateApiKey, {}),
  operatorFinishRotation: onBehalf(apiKeyContract.finishRotation, {}),
  operatorCancelRotation: onBehalf(apiKeyContract.cancelRotation, {}),
  operatorGetApiKeyUsage: onBehalf(apiKeyContract.getApiKeyUsage, {}),
  operatorListMembers: onBehalf(listMembers, { serviceScope: "members:read" }),
  operatorInviteMember: onBehalf(inviteMember, { isIdempotent: true }),
  operatorUpdateMember: onBehalf(updateMember, {}),
  operatorRemoveMember: onBehalf(removeMember, { serviceScope: "members:write" }),
  operatorListAuditEvents: onBehalf(auditContract.listAuditEvents, {}),
};
