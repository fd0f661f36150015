import { sql } from "drizzle-orm";
import { auditRow } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const updateApiKey = defineStatement<{ id: string }>(
  "api_key_revoke",
  sql`
    with key as (
      select id, application_id, merchant_id from api_keys
      where id = ${value("keyId")} and application_id = ${value("applicationId")}
        and merchant_id = ${value("merchantId")}
    ), revoked as (
      update api_keys
      set revoked_at = now(), revoked_by = ${value("actorId")}, revoked_reason = ${value("reason")}
      from key where api_keys.id = key.id and api_keys.revoked_at is null
      returning api_keys.id, api_keys.application_id, api_keys.merchant_id
    ), event as (
      insert into audit_events (
        id, merchant_id, action, actor_id, via, session_id, application_id, api_key_id,
        address, user_agent, request_id, before, after
      )
      select ${value("auditId")}, merchant_id, ${value("action")}, ${value("actorId")},
        ${value("via")}, ${value("sessionId")}, application_id, id, ${value("address")}::inet,
        ${value("userAgent")}, ${value("requestId")},
        '{"status": "active"}', ${value("after")}::jsonb
      from revoked
    )
    select id from key`,
);

/**
 * Ends a key at once and keeps it for the record; on a key that is revoked already it changes
 * nothing. Throws `forbidden`, `not_found`.
 */
export async function revokeApiKey(
  ctx: MerchantContext,
  input: { applicationId: string; keyId: string; reason?: string },
): Promise<void> {
  requirePermission(ctx, "api-keys:write");
  const { applicationId, keyId, reason = null } = input;
  const { id: auditId, ...event } = auditRow(ctx, { action: "api_key.revoked" });
  const [key] = await updateApiKey(ctx.db, {
    ...event,
    auditId,
    applicationId,
    keyId,
    reason,
    after: JSON.stringify({ status: "revoked", reason }),
  });
  if (!key) throw new AppError("not_found");
}
