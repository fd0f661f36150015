import { sql } from "drizzle-orm";
import { liveSession } from "#lib/accounts/session-source.ts";
import { allScopes, type CreateApiKeyBody, type CreatedApiKey } from "#lib/api-keys/schema.ts";
import { assembleFullKey, generateSecret, hashFullKey, keyPrefixOf } from "#lib/api-keys/token.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { auditOrigin } from "#lib/audit/record.ts";
import type { AuditAction } from "#lib/audit/schema.ts";
import { type ClaimedContext, requireScope, sessionEnded } from "#lib/context.ts";
import { AppError, type ErrorDetail, invalidField } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { permissionsOf, type Role, rolesWith } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

interface Outcome {
  role: Role;
  userId: string;
  environment: Environment | null;
  createdAt: string | null;
}

/**
 * Proof of the caller, key, secret and audit row in one statement: one round trip, all or nothing.
 * A null says how far it came: no environment, no such application; no moment, no key.
 */
const insertApiKey = defineStatement<Outcome>(
  "api_key_create",
  sql`
    with caller as (
      select s.merchant_id, s.user_id, m.role from ${liveSession}
    ), app as (
      select a.id, a.merchant_id, a.environment, caller.user_id
      from applications a join caller on caller.merchant_id = a.merchant_id
      where a.id = ${value("applicationId")} and caller.role = any(${value("roles")}::text[])
    ), key as (
      insert into api_keys (
        id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist,
        expires_at, created_by
      )
      select ${value("keyId")}, app.id, app.merchant_id,
        case app.environment when 'live' then ${value("livePrefix")} else ${value("testPrefix")} end,
        ${value("description")}, ${value("scopes")}::text[], ${value("ipAllowlist")}::text[],
        expiry.at, app.user_id
      from app, (select ${value("expiresAt")}::timestamptz as at) expiry
      where expiry.at is null or expiry.at > now()
      returning id, created_at
    ), secret as (
      insert into api_key_secrets (key_hash, api_key_id)
      select case app.environment
        when 'live' then ${value("liveHash")}::bytea else ${value("testHash")}::bytea end, key.id
      from app, key
    ), event as (
      insert into audit_events (
        id, merchant_id, action, actor_id, via, session_id, application_id, api_key_id,
        address, user_agent, request_id, after
      )
      select ${value("auditId")}, app.merchant_id, ${value("action")}, app.user_id,
        ${value("via")}, ${value("sessionId")}, app.id, key.id, ${value("address")}::inet,
        ${value("userAgent")}, ${value("requestId")}, ${value("after")}::jsonb
      from app, key
    )
    select caller.role, caller.user_id as "userId", app.environment, key.created_at as "createdAt"
    from caller left join app on true left join key on true`,
);

const permission = "api-keys:write";
const action: AuditAction = "api_key.created";

export type CreateApiKeyInput = CreateApiKeyBody & { applicationId: string };

/**
 * Makes an API key for an application of the caller's merchant. The answer is the only place that
 * ever holds the full key. Throws `unauthorized`, `forbidden`, `not_found`, `bad_request`.
 */
export async function createApiKey(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  requireScope(ctx.claim, permission);
  const { applicationId, description } = input;
  const scopes = chooseScopes(ctx, input.scopes);
  const ipAllowlist = [...new Set(input.ipAllowlist)];
  const expiresAt = input.expiresAt ? toMoment(input.expiresAt) : null;

  // A candidate for each environment spares the round trip that would ask for it first.
  const secret = generateSecret();
  const live = candidate(ctx, "live", secret);
  const test = candidate(ctx, "test", secret);
  const keyId = newId("key");
  const [row] = await insertApiKey(ctx.db, {
    ...auditOrigin(ctx),
    kind: ctx.claim.kind,
    roles: rolesWith(permission),
    action,
    auditId: newId("aud"),
    applicationId,
    keyId,
    description,
    scopes,
    ipAllowlist,
    expiresAt,
    livePrefix: live.keyPrefix,
    testPrefix: test.keyPrefix,
    liveHash: live.keyHash,
    testHash: test.keyHash,
    after: JSON.stringify({ description, scopes, ipAllowlist, expiresAt }),
  });
  if (!row) throw sessionEnded(ctx.claim);
  if (!permissionsOf(row.role).includes(permission)) throw new AppError("forbidden");
  if (!row.environment) throw new AppError("not_found");
  if (!row.createdAt) throw invalidField("expiresAt", "The expiry must be in the future");

  const { fullKey, keyPrefix } = row.environment === "live" ? live : test;
  return {
    id: keyId,
    applicationId,
    fullKey,
    keyPrefix,
    description,
    createdAt: toMoment(row.createdAt),
    environment: row.environment,
    scopes,
    ipAllowlist,
    expiresAt,
    status: "active",
    createdBy: row.userId,
    lastUsedAt: null,
    lastUsedIp: null,
    revokedAt: null,
    revokedBy: null,
    revokedReason: null,
  };
}

function candidate(ctx: ClaimedContext, environment: Environment, secret: string) {
  const fullKey = assembleFullKey(ctx.config.keyPrefix, environment, secret);
  return {
    fullKey,
    keyPrefix: keyPrefixOf(fullKey),
    keyHash: hashFullKey(ctx.secrets.keyHash, fullKey),
  };
}

function chooseScopes(ctx: ClaimedContext, asked: string[] = [allScopes]): string[] {
  if (asked.length === 1 && asked[0] === allScopes) return asked;
  const details: ErrorDetail[] = [];
  for (const [index, scope] of asked.entries()) {
    if (!Object.hasOwn(ctx.config.scopes, scope)) {
      details.push({ field: `scopes.${index}`, message: "This scope is not in the catalogue" });
    }
  }
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  return [...new Set(asked)].sort();
}
