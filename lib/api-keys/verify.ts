import { sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { rateLimitColumn } from "#lib/api-keys/record.ts";
import type { KeyRefusal, RateLimit, Verdict } from "#lib/api-keys/schema.ts";
import { isScopeGranted } from "#lib/api-keys/scopes.ts";
import { startOverlap } from "#lib/api-keys/start-overlap.ts";
import { environmentOf, hashFullKey, isWellFormed } from "#lib/api-keys/token.ts";
import type { Context, KeyQuota } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

interface KeyRecord {
  merchantId: string;
  applicationId: string;
  keyId: string;
  generation: number;
  scopes: string[];
  ipAllowlist: string[];
  rateLimit: RateLimit | null;
  expiresAt: string | null;
  isRevoked: boolean;
  isExpired: boolean;
  isSuspended: boolean;
  /** Whether this is the new secret of a rotation, shown for the first time. */
  isFirstUse: boolean;
}

const selectByHash = defineStatement<KeyRecord>(
  "api_key_verify",
  sql`
    select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
      s.generation, k.scopes, k.ip_allowlist as "ipAllowlist", k.expires_at as "expiresAt",
      ${sql.raw(rateLimitColumn)},
      k.revoked_at is not null as "isRevoked",
      least(k.expires_at, s.expires_at) <= now() is true as "isExpired",
      m.suspended_at is not null as "isSuspended",
      (k.rotation_generation = s.generation and k.rotation_used_at is null) is true
        as "isFirstUse"
    from api_key_secrets s
    join api_keys k on k.id = s.api_key_id
    join merchants m on m.id = k.merchant_id
    where s.key_hash = ${sql.placeholder("keyHash")}`,
);

export interface VerifyInput {
  key: string;
  /** What the key is asked to allow; any key will do when absent. */
  scope?: string;
  /** Where the key was used from, for its allow-list and its last use. */
  ip: string | null;
  userAgent: string | null;
}

/**
 * Whether a full key is good, for what and from where. A refusal is a result with its code; a
 * malformed key is refused by its checksum without asking the database. Only a call that nothing else
 * refuses counts against the key's rate limits.
 */
export async function verifyApiKey(ctx: Context, input: VerifyInput): Promise<Verdict> {
  const { key, ip: address, userAgent } = input;
  if (!isWellFormed(ctx.config.keyPrefix, key)) return { valid: false, code: "malformed" };
  const [record] = await selectByHash(ctx.db, { keyHash: hashFullKey(ctx.secrets.keyHash, key) });
  if (!record) return { valid: false, code: "not_found" };
  const { keyId, generation, merchantId, applicationId, scopes } = record;
  const refusal = findRefusal(ctx, record, input);
  const quota = refusal ? null : await ctx.keyLimits.take(keyId, record.rateLimit);
  const code = quota?.isExceeded ? "rate_limited" : refusal;
  ctx.usage.record({ keyId, generation, outcome: code ?? "valid", address, userAgent });
  if (code) return { valid: false, code, ...(quota && toRetry(quota)) };
  if (record.isFirstUse) await startOverlap(ctx, { keyId, generation });
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
  ctx: Context,
  record: KeyRecord,
  { scope, ip }: VerifyInput,
): KeyRefusal | undefined {
  if (record.isRevoked) return "revoked";
  if (record.isExpired) return "expired";
  if (record.isSuspended) return "suspended";
  if (scope !== undefined && !isScopeGranted(ctx.config, record.scopes, scope)) {
    return "insufficient_scope";
  }
  return isAddressAllowed(record.ipAllowlist, ip) ? undefined : "ip_denied";
}

/** Plain addresses count as ranges of one; an IPv4 address may come mapped into IPv6. */
function isAddressAllowed(allowlist: string[], ip: string | null): boolean {
  if (allowlist.length === 0) return true;
  if (ip === null || !ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return allowlist.some((entry) => {
    const [range, bits] = entry.includes("/") ? ipaddr.parseCIDR(entry) : [ipaddr.parse(entry)];
    return (
      range.kind() === address.kind() &&
      address.match([range, bits ?? range.toByteArray().length * 8])
    );
  });
}
