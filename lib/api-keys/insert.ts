import { type SQL, sql } from "drizzle-orm";
import { liveSession } from "#lib/accounts/session-source.ts";
import { createPermission } from "#lib/api-keys/draft.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { type ClaimedContext, sessionEnded } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { permissionsOf, type Role } from "#lib/merchants/schema.ts";

const value = sql.placeholder;

/** A null says how far it came: no environment, no such application; no moment, no key. */
export interface InsertOutcome {
  role: Role;
  userId: string;
  merchantId: string;
  environment: Environment | null;
  createdAt: string | null;
}

/**
 * Proof of the caller, key, secret and audit row in one statement: one round trip, all or nothing.
 * `guard` is a further CTE, `fromGuard` its place in the FROM of the key: no row there, no key.
 */
export function insertApiKeyWith(guard: SQL = sql``, fromGuard: SQL = sql``): SQL {
  return sql`
    with caller as (
      select s.merchant_id, s.user_id, m.role from ${liveSession}
    ), app as (
      select a.id, a.merchant_id, a.environment, caller.user_id, expiry.at as expires_at
      from caller
      join applications a on a.merchant_id = caller.merchant_id
        and a.id = ${value("applicationId")} and caller.role = any(${value("roles")}::text[]),
        (select ${value("expiresAt")}::timestamptz as at) expiry
    ), new as (
      select * from app where expires_at is null or expires_at > now()
    )${guard}, key as (
      insert into api_keys (
        id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist,
        expires_at, created_by
      )
      select ${value("keyId")}, new.id, new.merchant_id,
        case new.environment when 'live' then ${value("livePrefix")} else ${value("testPrefix")} end,
        ${value("description")}, ${value("scopes")}::text[], ${value("ipAllowlist")}::text[],
        new.expires_at, new.user_id
      from new${fromGuard}
      returning id, created_at
    ), secret as (
      insert into api_key_secrets (key_hash, api_key_id)
      select case new.environment
        when 'live' then ${value("liveHash")}::bytea else ${value("testHash")}::bytea end, key.id
      from new, key
    ), event as (
      insert into audit_events (
        id, merchant_id, action, actor_id, via, session_id, application_id, api_key_id,
        address, user_agent, request_id, after
      )
      select ${value("auditId")}, new.merchant_id, ${value("action")}, new.user_id,
        ${value("via")}, ${value("sessionId")}, new.id, key.id, ${value("address")}::inet,
        ${value("userAgent")}, ${value("requestId")}, ${value("after")}::jsonb
      from new, key
    )
    select caller.role, caller.user_id as "userId", caller.merchant_id as "merchantId",
      app.environment, key.created_at as "createdAt"
    from caller left join app on true left join key on true`;
}

/** Throws `unauthorized`, `forbidden` or `not_found` where nobody may have such a key. */
export function requireApplication(
  ctx: ClaimedContext,
  outcome: InsertOutcome | undefined,
): InsertOutcome & { environment: Environment } {
  if (!outcome) throw sessionEnded(ctx.claim);
  if (!permissionsOf(outcome.role).includes(createPermission)) throw new AppError("forbidden");
  const { environment } = outcome;
  if (!environment) throw new AppError("not_found");
  return { ...outcome, environment };
}
