import { sql } from "drizzle-orm";
import type { AuditAction } from "#lib/audit/schema.ts";
import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;
const action: AuditAction = "api_key.rotation_used";

const beginOverlap = defineStatement<{ id: string }>(
  "api_key_overlap_start",
  sql`
    with key as (
      update api_keys k
      set rotation_used_at = now(),
        rotation_ends_at = now() + k.rotation_overlap_seconds * interval '1 second'
      where k.id = ${value("keyId")} and k.rotation_generation = ${value("generation")}::int
        and k.rotation_used_at is null and k.rotation_ends_at > now()
      returning k.id, k.merchant_id, k.application_id, k.rotation_generation, k.rotation_ends_at
    ), secrets as (
      update api_key_secrets s
      set expires_at = case
        when s.generation = key.rotation_generation then null else key.rotation_ends_at end
      from key
      where s.api_key_id = key.id and (s.expires_at is null or s.expires_at > now())
    )
    insert into audit_events (
      id, merchant_id, action, actor_id, via, application_id, api_key_id, request_id, after
    )
    select ${value("auditId")}, key.merchant_id, ${value("action")}, 'system', 'system',
      key.application_id, key.id, ${value("requestId")},
      jsonb_build_object('previousEndsAt',
        to_char(key.rotation_ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    from key
    returning api_key_id as id`,
);

/** The first use of a rotation's new secret: from now on the previous one has its overlap left. */
export async function startOverlap(
  ctx: Pick<Context, "db" | "request">,
  input: { keyId: string; generation: number },
): Promise<void> {
  await beginOverlap(ctx.db, {
    ...input,
    action,
    auditId: newId("aud"),
    requestId: ctx.request.id,
  });
}
