import { sql } from "drizzle-orm";
import type { ApiKeyRef } from "#lib/api-keys/lock.ts";
import { auditRow } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** A leak that becomes known after the revocation still takes the way back away. */
const updateApiKey = defineStatement<{ id: string }>(
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
    ), event as (
      insert into audit_events (
        id, merchant_id, action, actor_id, via, session_id, application_id, api_key_id,
        address, user_agent, request_id, before, after
      )
      select ${value("auditId")}, merchant_id, ${value("action")}, ${value("actorId")},
        ${value("via")}, ${value("sessionId")}, application_id, id, ${value("address")}::inet,
        ${value("userAgent")}, ${value("requestId")},
        jsonb_build_object('status', case when was_revoked then 'revoked' else 'active' end),
        ${value("after")}::jsonb
      from revoked
    )
    select id from key`,
);

/** What people write when a key was seen where it should not be. */
const speaksOfLeak = /^leak/i;

/**
 * Ends a key at once and keeps it for the record; on a key that is revoked already it changes
 * nothing, unless a leak is the reason now. Throws `forbidden`, `not_found`.
 */
export async function revokeApiKey(
  ctx: MerchantContext,
  input: ApiKeyRef & { reason?: string },
): Promise<void> {
  requirePermission(ctx, "api-keys:write");
  const { applicationId, keyId, reason = null } = input;
  const leaked = reason !== null && speaksOfLeak.test(reason);
  const { id: auditId, ...event } = auditRow(ctx, { action: "api_key.revoked" });
  const [key] = await updateApiKey(ctx.db, {
    ...event,
    auditId,
    applicationId,
    keyId,
    reason,
    leaked,
    after: JSON.stringify({ status: "revoked", reason, leaked }),
  });
  if (!key) throw new AppError("not_found");
}
