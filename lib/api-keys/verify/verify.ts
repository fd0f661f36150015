import { isAddressAllowed } from "#lib/api-keys/allowlist.ts";
import { startOverlap } from "#lib/api-keys/rotation/start-overlap.ts";
import type { KeyRefusal, Verdict } from "#lib/api-keys/schema.ts";
import { isScopeGranted } from "#lib/api-keys/scopes.ts";
import { environmentOf, isWellFormed } from "#lib/api-keys/token.ts";
import { type KeyRecord, type KeySource, keysInDatabase } from "#lib/api-keys/verify/find-key.ts";
import type { Context, KeyQuota } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { toMoment } from "#lib/moment.ts";

export type VerifyContext = Pick<
  Context,
  "db" | "config" | "secrets" | "request" | "usage" | "keyLimits"
>;

export interface VerifyInput {
  key: string;
  /** What the key is asked to allow, of several all; any key will do when absent. */
  scope?: string | readonly string[];
  /** Where the key was used from, for its allow-list and its last use. */
  ip: string | null;
  userAgent: string | null;
}

/**
 * Whether a full key is good, for what and from where. A refusal is a result with its code; a
 * malformed key is refused by its checksum without asking anybody. Only a call that nothing else
 * refuses counts against the key's rate limits.
 * @param keys who knows them; the database, unless somebody stands before it
 */
export async function verifyApiKey(
  ctx: VerifyContext,
  input: VerifyInput,
  keys: KeySource = keysInDatabase,
): Promise<Verdict> {
  const { key, ip: address, userAgent } = input;
  let record = keys.recall?.(key);
  if (!record) {
    if (!isWellFormed(ctx.config.keyPrefix, key)) return { valid: false, code: "malformed" };
    record = await keys.find(ctx, key);
    if (!record) return { valid: false, code: "not_found" };
  }
  const { keyId, generation, merchantId, applicationId, scopes } = record;
  const refusal = findRefusal(ctx, record, input);
  const quota = refusal ? null : await ctx.keyLimits.take(keyId, record.rateLimit);
  const code = quota?.isExceeded ? "rate_limited" : refusal;
  const { id: requestId } = ctx.request;
  ctx.usage.record({ requestId, keyId, generation, outcome: code ?? "valid", address, userAgent });
  if (code) return { valid: false, code, ...(quota && toRetry(quota)) };
  if (record.isFirstUse) await withDeadline(startOverlap(ctx, { keyId, generation }));
  return {
    valid: true,
    merchantId,
    applicationId,
    keyId,
    environment: environmentOf(key),
    scopes,
    expiresAt: toMoment(record.expiresAt),
    ...(quota && { rateLimit: toWire(quota) }),
  };
}

function toWire({ limit, remaining, resetSeconds }: KeyQuota) {
  return { limit, remaining, resetSeconds };
}

function toRetry(quota: KeyQuota) {
  return { retryAfterSeconds: quota.resetSeconds, rateLimit: toWire(quota) };
}

function findRefusal(
  ctx: VerifyContext,
  record: KeyRecord,
  { scope, ip }: VerifyInput,
): KeyRefusal | undefined {
  if (record.isRevoked) return "revoked";
  if (record.isExpired) return "expired";
  if (record.isSuspended) return "suspended";
  if (scope !== undefined && !areScopesGranted(ctx, record, scope)) return "insufficient_scope";
  return isAddressAllowed(record.ipAllowlist, ip) ? undefined : "ip_denied";
}

function areScopesGranted(
  { config }: VerifyContext,
  { scopes }: KeyRecord,
  asked: string | readonly string[],
): boolean {
  return [asked].flat().every((scope) => isScopeGranted(config, scopes, scope));
}
