import { normalizeAllowlist } from "#lib/api-keys/allowlist.ts";
import { rolesThatCreate } from "#lib/api-keys/ceiling.ts";
import { allScopes, type CreateApiKeyBody, type CreatedApiKey } from "#lib/api-keys/schema.ts";
import { normalizeScopes } from "#lib/api-keys/scopes.ts";
import { assembleFullKey, generateSecret, hashFullKey, keyPrefixOf } from "#lib/api-keys/token.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { auditOrigin } from "#lib/audit/record.ts";
import type { AuditAction } from "#lib/audit/schema.ts";
import { type ClaimedContext, proofMaxAgeSeconds, requireScope } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Permission, Role } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

export const createPermission: Permission = "api-keys:write";
const action: AuditAction = "api_key.created";

export type CreateApiKeyInput = CreateApiKeyBody & { applicationId: string };

/** An answer without what only the database knows. */
export type DraftAnswer = Omit<CreatedApiKey, "createdAt" | "createdBy" | "createdByEmail">;

export interface ApiKeyDraft {
  /** What was asked for, in one form however it was written. */
  request: Record<string, unknown>;
  /** The answer for either environment: which one it is, the statement finds out. */
  answers: Record<Environment, DraftAnswer>;
  /** The roles that may create such a key. */
  roles: Role[];
  /** Values of the statement that inserts. */
  values: Record<string, unknown>;
}

/**
 * A key that is not in the database yet. A candidate for each environment spares the round trip
 * that would ask for it first. Throws `forbidden` and `bad_request`.
 */
export function draftApiKey(ctx: ClaimedContext, input: CreateApiKeyInput): ApiKeyDraft {
  requireScope(ctx.claim, createPermission);
  const { applicationId, description } = input;
  const scopes = normalizeScopes(ctx.config, input.scopes ?? [allScopes]);
  const ipAllowlist = normalizeAllowlist(input.ipAllowlist ?? []);
  const expiresAt = input.expiresAt === undefined ? undefined : toMoment(input.expiresAt);
  const rateLimit = input.rateLimit ?? null;

  const facts = { id: newId("key"), applicationId, description, scopes, ipAllowlist, rateLimit };
  const secret = generateSecret();
  const live = candidate(ctx, facts, secret, "live", expiresAt ?? null);
  const test = candidate(ctx, facts, secret, "test", expiresAt ?? null);
  const roles = rolesThatCreate(ctx.config, scopes);
  return {
    request: {
      applicationId,
      description,
      scopes,
      ipAllowlist,
      expiresAt,
      rateLimit: rateLimit ?? undefined,
    },
    answers: { live, test },
    roles,
    values: {
      ...auditOrigin(ctx),
      applicationId,
      description,
      scopes,
      ipAllowlist,
      rateLimit: rateLimit?.limit ?? null,
      rateLimitWindowSeconds: rateLimit?.windowSeconds ?? null,
      kind: ctx.claim.kind,
      roles,
      action,
      auditId: newId("aud"),
      keyId: facts.id,
      keyLimit: ctx.config.limits.activeKeysPerApplication,
      longestLifeDays: ctx.config.policies.longestLifeOfLiveKeysDays,
      liveProofSeconds: proofMaxAgeSeconds(ctx, "live"),
      testProofSeconds: proofMaxAgeSeconds(ctx, "test"),
      livePrefix: live.keyPrefix,
      testPrefix: test.keyPrefix,
      liveHash: hashFullKey(ctx.secrets.keyHash, live.fullKey),
      testHash: hashFullKey(ctx.secrets.keyHash, test.fullKey),
      // The database adds the latest expiry that is allowed where none is asked for.
      isExpiryGiven: expiresAt !== undefined,
      liveExpiresAt: live.expiresAt,
      testExpiresAt: test.expiresAt,
      liveAfter: JSON.stringify(auditedFacts(live)),
      testAfter: JSON.stringify(auditedFacts(test)),
    },
  };
}

/** What an audit row tells of a key. */
function auditedFacts(answer: DraftAnswer) {
  const { description, scopes, ipAllowlist, rateLimit, expiresAt } = answer;
  return { description, scopes, ipAllowlist, rateLimit, expiresAt };
}

function candidate(
  ctx: ClaimedContext,
  facts: Pick<
    DraftAnswer,
    "id" | "applicationId" | "description" | "scopes" | "ipAllowlist" | "rateLimit"
  >,
  secret: string,
  environment: Environment,
  expiresAt: string | null,
): DraftAnswer {
  const { id, applicationId, description, scopes, ipAllowlist, rateLimit } = facts;
  const fullKey = assembleFullKey(ctx.config.keyPrefix, environment, secret);
  return {
    id,
    applicationId,
    fullKey,
    keyPrefix: keyPrefixOf(fullKey),
    description,
    environment,
    scopes,
    ipAllowlist,
    rateLimit,
    expiresAt,
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
  };
}
