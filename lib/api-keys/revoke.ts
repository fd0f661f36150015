import { sql } from "drizzle-orm";
import type { ApiKeyRef } from "#lib/api-keys/lock.ts";
import { type AuditValues, getAuditValues, insertAudit } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

interface Values extends ApiKeyRef, AuditValues {
  merchantId: string;
  reason: string | null;
  leaked: boolean;
  after: string;
}

/** A leak that becomes known after the revocation also makes the key non-restorable. */
const updateApiKey = defineStatement<Values, { id: string }>(
  "api_key_revoke",
  sql`
    with key as (
      select k.id, k.application_id, k.merchant_id, k.revoked_at is not null as was_revoked
      from api_keys k join applications app on app.id = k.application_id
      where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
        and k.merchant_id = ${value("merchantId")} and app.deleted_at is null
    ), revoked as (
      update api_keys k
      set revoked_at = coalesce(k.revoked_at, now()), revoked_by = ${value("actorId")},
        revoked_reason = ${value("reason")}, leaked = ${value("leaked")}::boolean
      from key
      where k.id = key.id
        and (k.revoked_at is null or (${value("leaked")}::boolean and not k.leaked))
      returning k.id, k.application_id, k.merchant_id, key.was_revoked
    ), event as (${insertAudit(sql`revoked`, {
      merchantId: sql`merchant_id`,
      applicationId: sql`application_id`,
      apiKeyId: sql`id`,
      before: sql`jsonb_build_object('status', case when was_revoked then 'revoked' else 'active' end)`,
      after: sql`${value("after")}::jsonb`,
    })})
    select id from key`,
);

export const leakReason = /^leak/i;

/**
 * Revokes a key at once and keeps its record. Changes nothing for a revoked key, unless the reason is
 * now a leak. Throws `forbidden`, `not_found`.
 */
export async function revokeApiKey(
  ctx: MerchantContext,
  input: ApiKeyRef & { reason?: string },
): Promise<void> {
  requirePermission(ctx, "api-keys:write");
  const { applicationId, keyId, reason = null } = input;
  const leaked = reason !== null && leakReason.test(reason);
  const [key] = await updateApiKey(ctx.db, {
    ...getAuditValues(ctx, "api_key.revoked", ctx.caller.userId),
    applicationId,
    keyId,
    merchantId: ctx.merchantId,
    reason,
    leaked,
    after: JSON.stringify({ status: "revoked", reason, leaked }),
  });
  if (!key) throw new AppError("not_found");
}
