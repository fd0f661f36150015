import { sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { allScopes, type KeyRefusal } from "#lib/api-keys/schema.ts";
import { environmentOf, hashFullKey, isWellFormed } from "#lib/api-keys/token.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

interface KeyRecord {
  merchantId: string;
  applicationId: string;
  keyId: string;
  scopes: string[];
  ipAllowlist: string[];
  expiresAt: string | null;
  isRevoked: boolean;
  isExpired: boolean;
}

const selectByHash = defineStatement<KeyRecord>(
  "api_key_verify",
  sql`
    select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
      k.scopes, k.ip_allowlist as "ipAllowlist", k.expires_at as "expiresAt",
      k.revoked_at is not null as "isRevoked",
      least(k.expires_at, s.expires_at) <= now() is true as "isExpired"
    from api_key_secrets s join api_keys k on k.id = s.api_key_id
    where s.key_hash = ${sql.placeholder("keyHash")}`,
);

export interface VerifiedKey {
  valid: true;
  merchantId: string;
  applicationId: string;
  keyId: string;
  environment: Environment;
  scopes: string[];
  expiresAt: string | null;
}

export type Verdict = VerifiedKey | { valid: false; code: KeyRefusal };

export interface VerifyInput {
  key: string;
  /** What the key is asked to allow; any key will do when absent. */
  scope?: string;
  /** Where the key was used from, for its allow-list and its last use. */
  ip: string | null;
}

/**
 * Whether a full key is good, for what and from where. A refusal is a result with its code; a
 * malformed key is refused by its checksum without asking the database.
 */
export async function verifyApiKey(ctx: Context, input: VerifyInput): Promise<Verdict> {
  const { key, scope, ip } = input;
  if (!isWellFormed(ctx.config.keyPrefix, key)) return refuse("malformed");
  const [record] = await selectByHash(ctx.db, { keyHash: hashFullKey(ctx.secrets.keyHash, key) });
  if (!record) return refuse("not_found");
  if (record.isRevoked) return refuse("revoked");
  if (record.isExpired) return refuse("expired");
  if (!isAddressAllowed(record.ipAllowlist, ip)) return refuse("ip_denied");
  if (scope !== undefined && !isScopeGranted(record.scopes, scope)) {
    return refuse("insufficient_scope");
  }
  ctx.usage.record(record.keyId, ip);
  return {
    valid: true,
    merchantId: record.merchantId,
    applicationId: record.applicationId,
    keyId: record.keyId,
    environment: environmentOf(key),
    scopes: record.scopes,
    expiresAt: toMoment(record.expiresAt),
  };
}

function refuse(code: KeyRefusal): Verdict {
  return { valid: false, code };
}

function isScopeGranted(granted: string[], scope: string): boolean {
  return granted.includes(allScopes) || granted.includes(scope);
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
