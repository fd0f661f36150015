import { eq, sql } from "drizzle-orm";
import { apiKeySecrets, apiKeys, merchants } from "#drizzle/schema.ts";
import { normalizeAllowlist } from "#lib/api-keys/allowlist.ts";
import { requireEmpowerment, widens } from "#lib/api-keys/ceiling.ts";
import { forbiddenScopes, invalidExpiry } from "#lib/api-keys/create/insert.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { takeKeySlot } from "#lib/api-keys/limit.ts";
import { type ApiKeyRef, lockApiKey } from "#lib/api-keys/lock.ts";
import { getLongestLifeDays } from "#lib/api-keys/policy.ts";
import type { LockedApiKey } from "#lib/api-keys/record.ts";
import type { ApiKey, UpdateApiKeyBody } from "#lib/api-keys/schema.ts";
import { normalizeScopes } from "#lib/api-keys/scopes.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { refuseTakenExternalId } from "#lib/metadata/external-id.ts";
import type { StoredMetadata } from "#lib/metadata/schema.ts";
import {
  isSameMetadata,
  recordOperatorMetadata,
  replaceMetadata,
  writeLabels,
} from "#lib/metadata/write.ts";
import { toMoment } from "#lib/moment.ts";

const factNames = [
  "description",
  "scopes",
  "ipAllowlist",
  "rateLimit",
  "expiresAt",
  "externalId",
  "tags",
] as const;

/** The fields that can be edited. */
type Facts = Pick<ApiKey, (typeof factNames)[number]>;

/**
 * Changes the given fields. A change that lets the key do more requires a caller who could create the
 * key as it is and as it will be. Throws `forbidden`, `not_found`, `bad_request`, and `conflict` for a
 * revoked key, for another `version`, and where an expired key would revive in a full application.
 */
export async function updateApiKey(
  ctx: MerchantContext,
  input: UpdateApiKeyBody & ApiKeyRef & { externalId?: string | null },
): Promise<ApiKey> {
  requirePermission(ctx, "api-keys:write");
  return inTransaction(ctx, async (tx) => {
    const key = await lockApiKey(tx, input, null);
    if (key.status === "revoked")
      throw new AppError("conflict", "A revoked API key can't be changed");
    if (input.version !== undefined && input.version !== key.version) {
      throw new AppError("conflict", "Someone else changed this API key in the meantime");
    }
    const { current, before, after } = findChanges(tx, key, input);
    const metadata = replaceMetadata(tx, key, input.metadata);
    const next = { ...current, ...after };
    if (widens(tx.config, current, next)) {
      requireEmpowerment(tx, key);
      requireEmpowerment(tx, { ...key, scopes: next.scopes });
    }
    if (after.expiresAt !== undefined) await checkExpiry(tx, key, after.expiresAt);
    if (after.scopes) await requireAllowedScopes(tx, after.scopes);
    await write(tx, key, { before, after, metadata });
    return getApiKey(tx, input);
  });
}

function findChanges(
  ctx: MerchantContext,
  key: LockedApiKey,
  input: UpdateApiKeyBody & { externalId?: string | null },
) {
  const current: Facts = key;
  const wanted: Partial<Facts> = {
    description: input.description,
    scopes: input.scopes && normalizeScopes(ctx.config, input.scopes),
    ipAllowlist: input.ipAllowlist && normalizeAllowlist(input.ipAllowlist),
    rateLimit: input.rateLimit,
    expiresAt: input.expiresAt === undefined ? undefined : toMoment(input.expiresAt),
    externalId: input.externalId,
    tags: input.tags,
  };
  const before: Partial<Facts> = {};
  const after: Partial<Facts> = {};
  for (const name of factNames) {
    if (wanted[name] === undefined || isSame(wanted[name], current[name])) continue;
    Object.assign(before, { [name]: current[name] });
    Object.assign(after, { [name]: wanted[name] });
  }
  return { current, before, after };
}

function isSame(one: Facts[keyof Facts], other: Facts[keyof Facts]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The longest life counts from the newest secret: a rotation gives a key new years. */
async function checkExpiry(ctx: MerchantContext, key: LockedApiKey, expiresAt: string | null) {
  const days = key.environment === "live" ? await getLongestLifeDays(ctx) : null;
  const at = sql`coalesce(${expiresAt}::timestamptz, 'infinity')`;
  const [row] = await ctx.db
    .select({
      isPast: sql<boolean>`${at} <= now()`,
      isLate: sql<boolean>`(${at} > max(${apiKeySecrets.createdAt}) + ${days}::int * interval '1 day') is true`,
    })
    .from(apiKeySecrets)
    .where(eq(apiKeySecrets.apiKeyId, key.id));
  if (row?.isPast) throw invalidExpiry("past", days);
  if (row?.isLate) throw invalidExpiry("late", days);
}

/** Throws `bad_request` for scopes that the operator doesn't allow the merchant. */
async function requireAllowedScopes(
  { db, merchantId }: MerchantContext,
  scopes: readonly string[],
): Promise<void> {
  const [merchant] = await db
    .select({ overrides: merchants.overrides })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  const allowed = merchant?.overrides?.allowedScopes;
  if (allowed && !scopes.every((scope) => allowed.includes(scope))) throw forbiddenScopes(allowed);
}

interface Changes {
  before: Partial<Facts>;
  after: Partial<Facts>;
  metadata: StoredMetadata;
}

async function write(
  ctx: MerchantContext,
  key: LockedApiKey,
  { before, after, metadata }: Changes,
): Promise<void> {
  const isShownChanged = !isSameMetadata(key.metadata, metadata.metadata);
  const isHiddenChanged = !isSameMetadata(key.operatorMetadata, metadata.operatorMetadata);
  const isChanged = Object.keys(after).length > 0 || isShownChanged;
  if (!isChanged && !isHiddenChanged) return;
  if (key.status === "expired" && after.expiresAt !== undefined)
    await takeKeySlot(ctx, key.applicationId);
  const { expiresAt, rateLimit, ...rest } = after;
  const expiry =
    expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) };
  const limit = {
    rateLimit: rateLimit === null ? null : rateLimit?.limit,
    rateLimitWindowSeconds: rateLimit === null ? null : rateLimit?.windowSeconds,
  };
  await ctx.db
    .update(apiKeys)
    .set({ ...rest, ...expiry, ...limit, ...metadata, version: key.version + (isChanged ? 1 : 0) })
    .where(eq(apiKeys.id, key.id))
    .catch(refuseTakenExternalId);
  const { id: apiKeyId, applicationId } = key;
  if (after.tags || isShownChanged || isHiddenChanged) {
    await writeLabels(ctx, { id: apiKeyId, applicationId }, after.tags ?? key.tags, metadata);
  }
  const facts = { action: "api_key.updated", applicationId, apiKeyId } as const;
  if (isChanged) {
    await recordEvent(ctx, {
      ...facts,
      before: { ...before, ...(isShownChanged && { metadata: key.metadata ?? {} }) },
      after: { ...after, ...(isShownChanged && { metadata: metadata.metadata ?? {} }) },
    });
  }
  await recordOperatorMetadata(ctx, facts, key, metadata);
}
