import { sql } from "drizzle-orm";
import { rateLimitColumn } from "#lib/api-keys/record.ts";
import { type RateLimit, restoreWithinMinutes } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** Which key of which application. */
export interface ApiKeyRef {
  applicationId: string;
  keyId: string;
}

/** A key's facts as they stand while its row is locked; moments are PostgreSQL's text. */
export interface LockedApiKey {
  id: string;
  applicationId: string;
  environment: Environment;
  keyPrefix: string;
  description: string;
  scopes: string[];
  ipAllowlist: string[];
  rateLimit: RateLimit | null;
  expiresAt: string | null;
  version: number;
  isRevoked: boolean;
  isExpired: boolean;
  leaked: boolean;
  revokedReason: string | null;
  isRestorable: boolean;
  rotationGeneration: number | null;
}

const selectForUpdate = defineStatement<LockedApiKey>(
  "api_key_lock",
  sql`
    select k.id, k.application_id as "applicationId", app.environment,
      k.key_prefix as "keyPrefix", k.description, k.scopes, k.ip_allowlist as "ipAllowlist",
      ${sql.raw(rateLimitColumn)}, k.expires_at as "expiresAt", k.version, k.revoked_at is not null as "isRevoked",
      (k.expires_at <= now()) is true as "isExpired", k.leaked,
      k.revoked_reason as "revokedReason",
      (k.revoked_at > now() - ${value("restoreWithinMinutes")}::int * interval '1 minute') is true
        as "isRestorable",
      k.rotation_generation as "rotationGeneration"
    from api_keys k join applications app on app.id = k.application_id
    where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
      and k.merchant_id = ${value("merchantId")} and app.deleted_at is null
    for no key update of k`,
);

type Requirement = (ctx: MerchantContext, key: LockedApiKey) => void;

/**
 * Locks a key of the caller's merchant until the transaction of `ctx` ends. Throws `not_found` and
 * what `require` throws.
 * @param require what the caller must be for what is to be done to the key as it is; null where
 *   everyone who may write keys may do it
 */
export async function lockApiKey(
  ctx: MerchantContext,
  ref: ApiKeyRef,
  require: Requirement | null,
): Promise<LockedApiKey> {
  const { applicationId, keyId } = ref;
  const { merchantId, db } = ctx;
  const [key] = await selectForUpdate(db, {
    applicationId,
    keyId,
    merchantId,
    restoreWithinMinutes,
  });
  if (!key) throw new AppError("not_found");
  require?.(ctx, key);
  return key;
}

/** As `lockApiKey`, for what a revoked or expired key is not good for. Throws `conflict`. */
export async function lockLiveApiKey(
  ctx: MerchantContext,
  ref: ApiKeyRef,
  require: Requirement | null,
): Promise<LockedApiKey> {
  const key = await lockApiKey(ctx, ref, require);
  if (key.isRevoked) throw new AppError("conflict", "This API key is revoked");
  if (key.isExpired) throw new AppError("conflict", "This API key has expired");
  return key;
}
