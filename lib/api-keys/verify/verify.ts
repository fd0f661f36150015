import { isAddressAllowed } from "#lib/api-keys/allowlist.ts";
import type { KeyRefusal } from "#lib/api-keys/constants.ts";
import { startOverlap } from "#lib/api-keys/rotation/start-overlap.ts";
import type { Verdict } from "#lib/api-keys/schema.ts";
import { isScopeGranted } from "#lib/api-keys/scopes.ts";
import { getEnvironment } from "#lib/api-keys/token.ts";
import { type KeyRecord, type KeySource, keysInDatabase } from "#lib/api-keys/verify/find-key.ts";
import type { Context, KeyQuota } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";

export type VerifyContext = Pick<
  Context,
  "db" | "config" | "secrets" | "request" | "usage" | "keyLimits" | "metrics"
>;

export interface VerifyInput {
  key: string;
  /** The scopes that the key must have; none when absent. */
  scope?: string | readonly string[];
  /** Where the key was used, for its allowlist and its last use. */
  ip: string | null;
  userAgent: string | null;
}

/**
 * Verifies a full key and counts the result. A refusal is a result with its code, not an error. Only
 * a call that nothing else refuses counts against the key's rate limits.
 */
export async function verifyApiKey(
  ctx: VerifyContext,
  input: VerifyInput,
  keys: KeySource = keysInDatabase,
): Promise<Verdict> {
  const looked = keys.get(ctx, input.key);
  const found = looked instanceof Promise ? await looked : looked;
  const verdict: Verdict =
    typeof found === "string"
      ? { valid: false, code: found }
      : await decideVerdict(ctx, input, found);
  ctx.metrics.countVerdict(verdict);
  return verdict;
}

async function decideVerdict(
  ctx: VerifyContext,
  input: VerifyInput,
  record: KeyRecord,
): Promise<Verdict> {
  const { key, ip: address, userAgent } = input;
  const { keyId, generation, merchantId, applicationId, scopes } = record;
  const refusal = findRefusal(ctx, record, input);
  const taken = refusal
    ? null
    : ctx.keyLimits.take(keyId, record.rateLimit, record.merchantRateLimit);
  const quota = taken && (await taken);
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
    environment: getEnvironment(key),
    scopes,
    expiresAt: record.expiresAt,
    ...record.attributes,
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
  required: string | readonly string[],
): boolean {
  return [required].flat().every((scope) => isScopeGranted(config, scopes, scope));
}
