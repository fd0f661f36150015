import { sql } from "drizzle-orm";
import { type AuditValues, getSystemAuditValues, insertAudit } from "#lib/audit/record.ts";
import type { Context } from "#lib/context.ts";
import { defineStatement, wireTime } from "#lib/statement.ts";

const value = sql.placeholder;

interface Secret {
  keyId: string;
  generation: number;
}

const beginOverlap = defineStatement<Secret & AuditValues, { id: string }>(
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
    ${insertAudit(sql`key`, {
      merchantId: sql`key.merchant_id`,
      applicationId: sql`key.application_id`,
      apiKeyId: sql`key.id`,
      after: sql`jsonb_build_object('previousEndsAt', ${sql.raw(wireTime("key.rotation_ends_at"))})`,
    })}
    returning api_key_id as id`,
);

/** Starts the overlap at the first use of a rotation's new secret. */
export async function startOverlap(
  ctx: Pick<Context, "db" | "request">,
  secret: Secret,
): Promise<void> {
  await beginOverlap(ctx.db, { ...secret, ...getSystemAuditValues(ctx, "api_key.rotation_used") });
}
