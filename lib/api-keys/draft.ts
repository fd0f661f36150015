import { allScopes, type CreateApiKeyBody, type CreatedApiKey } from "#lib/api-keys/schema.ts";
import { assembleFullKey, generateSecret, hashFullKey, keyPrefixOf } from "#lib/api-keys/token.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { auditOrigin } from "#lib/audit/record.ts";
import type { AuditAction } from "#lib/audit/schema.ts";
import { type ClaimedContext, requireScope } from "#lib/context.ts";
import { AppError, type ErrorDetail } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { type Permission, rolesWith } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

export const createPermission: Permission = "api-keys:write";
const action: AuditAction = "api_key.created";

export type CreateApiKeyInput = CreateApiKeyBody & { applicationId: string };

/** An answer without what only the database knows. */
export type DraftAnswer = Omit<CreatedApiKey, "createdAt" | "createdBy">;

export interface ApiKeyDraft {
  /** What was asked for, in one form however it was written. */
  request: Pick<
    DraftAnswer,
    "applicationId" | "description" | "scopes" | "ipAllowlist" | "expiresAt"
  >;
  /** The answer for either environment: which one it is, the statement finds out. */
  answers: Record<Environment, DraftAnswer>;
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
  const scopes = chooseScopes(ctx, input.scopes);
  const ipAllowlist = [...new Set(input.ipAllowlist)];
  const expiresAt = input.expiresAt ? toMoment(input.expiresAt) : null;
  const request = { applicationId, description, scopes, ipAllowlist, expiresAt };

  const keyId = newId("key");
  const secret = generateSecret();
  const live = candidate(ctx, keyId, request, "live", secret);
  const test = candidate(ctx, keyId, request, "test", secret);
  return {
    request,
    answers: { live, test },
    values: {
      ...auditOrigin(ctx),
      ...request,
      kind: ctx.claim.kind,
      roles: rolesWith(createPermission),
      action,
      auditId: newId("aud"),
      keyId,
      livePrefix: live.keyPrefix,
      testPrefix: test.keyPrefix,
      liveHash: hashFullKey(ctx.secrets.keyHash, live.fullKey),
      testHash: hashFullKey(ctx.secrets.keyHash, test.fullKey),
      after: JSON.stringify({ description, scopes, ipAllowlist, expiresAt }),
    },
  };
}

function candidate(
  ctx: ClaimedContext,
  id: string,
  request: ApiKeyDraft["request"],
  environment: Environment,
  secret: string,
): DraftAnswer {
  const { applicationId, description, scopes, ipAllowlist, expiresAt } = request;
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
    expiresAt,
    status: "active",
    lastUsedAt: null,
    lastUsedIp: null,
    revokedAt: null,
    revokedBy: null,
    revokedReason: null,
  };
}

function chooseScopes(ctx: ClaimedContext, asked: string[] = [allScopes]): string[] {
  if (asked.length === 1 && asked[0] === allScopes) return asked;
  const details: ErrorDetail[] = [];
  for (const [index, scope] of asked.entries()) {
    if (!Object.hasOwn(ctx.config.scopes, scope)) {
      details.push({ field: `scopes.${index}`, message: "This scope is not in the catalogue" });
    }
  }
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  return [...new Set(asked)].sort();
}
