import { normalizeAllowlist } from "#lib/api-keys/allowlist.ts";
import { getCreatingRoles } from "#lib/api-keys/ceiling.ts";
import { allScopes } from "#lib/api-keys/constants.ts";
import type { InsertValues } from "#lib/api-keys/create/insert.ts";
import type { ApiKey, CreateApiKeyBody, CreatedApiKey } from "#lib/api-keys/schema.ts";
import { normalizeScopes } from "#lib/api-keys/scopes.ts";
import { assembleFullKey, generateSecret, getKeyPrefix, hashFullKey } from "#lib/api-keys/token.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { getAuditValues } from "#lib/audit/record.ts";
import {
  type ClaimedContext,
  isOperator,
  type MerchantContext,
  proofMaxAgeSeconds,
  requireScope,
} from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { listLabels } from "#lib/metadata/labels.ts";
import { splitMetadata } from "#lib/metadata/schema.ts";
import { toMoment } from "#lib/moment.ts";

export type CreateApiKeyInput = CreateApiKeyBody & {
  applicationId: string;
  externalId?: string | null;
};

/** The fields of a created key that only the database knows. */
export interface InsertedFields extends Pick<ApiKey, "expiresAt" | "createdBy" | "createdByEmail"> {
  /** Null before the insert. */
  createdAt: string | null;
}

export interface ApiKeyDraft {
  /** The request in one form, however it was written. */
  request: Record<string, unknown>;
  values: InsertValues;
  /** Returns the response for an application of this environment. */
  toResponse(environment: Environment, inserted: InsertedFields): CreatedApiKey;
}

/** Initial state of a new key. */
const untouched = {
  status: "active",
  lastUsedAt: null,
  lastUsedIp: null,
  lastUsedUserAgent: null,
  revokedAt: null,
  revokedBy: null,
  revokedByEmail: null,
  revokedReason: null,
  leaked: false,
  restorableUntil: null,
  rotation: null,
  version: 1,
} as const satisfies Partial<ApiKey>;

/**
 * Drafts a key that is not in the database yet. A candidate for each environment saves the round trip
 * that would ask for the application's. Throws `forbidden` and `bad_request`.
 */
export function draftApiKey(ctx: ClaimedContext, input: CreateApiKeyInput): ApiKeyDraft {
  requireScope(ctx.claim, "api-keys:write");
  const { applicationId, description, rateLimit = null } = input;
  const scopes = normalizeScopes(ctx.config, input.scopes ?? [allScopes]);
  const ipAllowlist = normalizeAllowlist(input.ipAllowlist ?? []);
  const { externalId = null, tags = [] } = input;
  const pairs = splitMetadata(input.metadata ?? {});
  const shown = isOperator(ctx) ? { ...pairs.metadata, ...pairs.operatorMetadata } : pairs.metadata;
  const expiresAt = input.expiresAt === undefined ? undefined : toMoment(input.expiresAt);
  const id = newId("key");
  const secret = generateSecret();
  const fullKeys: Record<Environment, string> = {
    live: assembleFullKey(ctx.config.keyPrefix, "live", secret),
    test: assembleFullKey(ctx.config.keyPrefix, "test", secret),
  };
  return {
    request: {
      applicationId,
      description,
      scopes,
      ipAllowlist,
      expiresAt,
      rateLimit: rateLimit ?? undefined,
      externalId: externalId ?? undefined,
      metadata: Object.keys(pairs.metadata ?? {}).length > 0 ? pairs.metadata : undefined,
      operatorMetadata: pairs.operatorMetadata ?? undefined,
      tags: tags.length > 0 ? tags : undefined,
    },
    values: {
      ...getAuditValues(ctx, "api_key.created", null),
      applicationId,
      keyId: id,
      description,
      scopes,
      ipAllowlist,
      rateLimit: rateLimit?.limit ?? null,
      rateLimitWindowSeconds: rateLimit?.windowSeconds ?? null,
      // The database adds the latest expiry that is allowed where none is given.
      isExpiryGiven: expiresAt !== undefined,
      expiresAt: expiresAt ?? null,
      merchantId: (ctx as Partial<MerchantContext>).merchantId ?? null,
      kind: ctx.claim.kind,
      roles: getCreatingRoles(ctx.config, scopes),
      keyLimit: ctx.config.limits.activeKeysPerApplication,
      longestLifeDays: ctx.config.policies.longestLifeOfLiveKeysDays,
      liveProofSeconds: proofMaxAgeSeconds(ctx, "live"),
      testProofSeconds: proofMaxAgeSeconds(ctx, "test"),
      livePrefix: getKeyPrefix(fullKeys.live),
      testPrefix: getKeyPrefix(fullKeys.test),
      liveHash: hashFullKey(ctx.secrets.keyHash, fullKeys.live),
      testHash: hashFullKey(ctx.secrets.keyHash, fullKeys.test),
      secretVersion: ctx.secrets.keyHash[0].version,
      externalId,
      metadata: pairs.metadata && JSON.stringify(pairs.metadata),
      operatorMetadata: pairs.operatorMetadata && JSON.stringify(pairs.operatorMetadata),
      tags: tags.length > 0 ? tags : null,
      labels: listLabels(tags, pairs),
      after: JSON.stringify({
        description,
        scopes,
        ipAllowlist,
        rateLimit,
        ...(externalId !== null && { externalId }),
        ...(pairs.metadata && { metadata: pairs.metadata }),
        ...(tags.length > 0 && { tags }),
      }),
    },
    toResponse: (environment, { createdAt, expiresAt, createdBy, createdByEmail }) => ({
      id,
      applicationId,
      fullKey: fullKeys[environment],
      keyPrefix: getKeyPrefix(fullKeys[environment]),
      description,
      createdAt: createdAt ?? "",
      environment,
      scopes,
      ipAllowlist,
      rateLimit,
      expiresAt,
      createdBy,
      createdByEmail,
      ...untouched,
      externalId,
      metadata: shown ?? {},
      tags,
    }),
  };
}
