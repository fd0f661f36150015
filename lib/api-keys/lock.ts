import { sql } from "drizzle-orm";
import { type LockedApiKey, lockedColumns } from "#lib/api-keys/record.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** Names one key of one application. */
export interface ApiKeyRef {
  applicationId: string;
  keyId: string;
}

const selectForUpdate = defineStatement<ApiKeyRef & { merchantId: string }, LockedApiKey>(
  "api_key_lock",
  sql`
    select ${lockedColumns}
    from api_keys k join applications app on app.id = k.application_id
    where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
      and k.merchant_id = ${value("merchantId")} and app.deleted_at is null
    for no key update of k`,
);

type Requirement = (ctx: MerchantContext, key: LockedApiKey) => void;

/**
 * Locks a key of the caller's merchant until the transaction of `ctx` ends. Throws `not_found` and
 * what `require` throws.
 * @param require checks the caller against the key as it is; null where everyone who may write keys
 *   is allowed
 */
export async function lockApiKey(
  ctx: MerchantContext,
  ref: ApiKeyRef,
  require: Requirement | null,
): Promise<LockedApiKey> {
  const { applicationId, keyId } = ref;
  const { merchantId, db } = ctx;
  const [key] = await selectForUpdate(db, { applicationId, keyId, merchantId });
  if (!key) throw new AppError("not_found");
  require?.(ctx, key);
  return key;
}

/** Like `lockApiKey`; throws `conflict` for a revoked or expired key. */
export async function lockLiveApiKey(
  ctx: MerchantContext,
  ref: ApiKeyRef,
  require: Requirement | null,
): Promise<LockedApiKey> {
  const key = await lockApiKey(ctx, ref, require);
  if (key.status === "revoked") throw new AppError("conflict", "This API key is revoked");
  if (key.status === "expired") throw new AppError("conflict", "This API key has expired");
  return key;
}
