import { sql } from "drizzle-orm";
import { allScopes, type CreateApiKeyBody, type CreatedApiKey } from "#lib/api-keys/schema.ts";
import { generateFullKey, hashFullKey, keyPrefixOf } from "#lib/api-keys/token.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { auditRow } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError, type ErrorDetail, invalidField } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** Key, secret and audit row in one statement, so in one round trip and all or nothing. */
const insertApiKey = defineStatement<{ environment: Environment; createdAt: string | null }>(
  "api_key_create",
  sql`
    with app as (
      select id, merchant_id, environment from applications
      where id = ${value("applicationId")} and merchant_id = ${value("merchantId")}
    ), key as (
      insert into api_keys (
        id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist,
        expires_at, created_by
      )
      select ${value("keyId")}, app.id, app.merchant_id,
        case app.environment when 'live' then ${value("livePrefix")} else ${value("testPrefix")} end,
        ${value("description")}, ${value("scopes")}::text[], ${value("ipAllowlist")}::text[],
        expiry.at, ${value("createdBy")}
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
      select ${value("auditId")}, app.merchant_id, ${value("action")}, ${value("actorId")},
        ${value("via")}, ${value("sessionId")}, app.id, key.id, ${value("address")}::inet,
        ${value("userAgent")}, ${value("requestId")}, ${value("after")}::jsonb
      from app, key
    )
    select app.environment, key.created_at as "createdAt" from app left join key on true`,
);

export type CreateApiKeyInput = CreateApiKeyBody & { applicationId: string };

/**
 * Makes an API key for an application of the caller's merchant. The answer is the only place that
 * ever holds the full key. Throws `forbidden`, `not_found`, `bad_request`.
 */
export async function createApiKey(
  ctx: MerchantContext,
  input: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  requirePermission(ctx, "api-keys:write");
  const { applicationId, description } = input;
  const scopes = chooseScopes(ctx, input.scopes);
  const ipAllowlist = [...new Set(input.ipAllowlist)];
  const expiresAt = input.expiresAt ? toMoment(input.expiresAt) : null;

  // One candidate for each environment spares the round trip that would ask for it first.
  const live = candidate(ctx, "live");
  const test = candidate(ctx, "test");
  const { id: auditId, ...event } = auditRow(ctx, { action: "api_key.created" });
  const keyId = newId("key");
  const [row] = await insertApiKey(ctx.db, {
    ...event,
    auditId,
    applicationId,
    keyId,
    description,
    scopes,
    ipAllowlist,
    expiresAt,
    createdBy: ctx.caller.userId,
    livePrefix: live.keyPrefix,
    testPrefix: test.keyPrefix,
    liveHash: live.keyHash,
    testHash: test.keyHash,
    after: JSON.stringify({ description, scopes, ipAllowlist, expiresAt }),
  });
  if (!row) throw new AppError("not_found");
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
    createdBy: ctx.caller.userId,
    lastUsedAt: null,
    lastUsedIp: null,
    revokedAt: null,
    revokedBy: null,
    revokedReason: null,
  };
}

function candidate(ctx: MerchantContext, environment: Environment) {
  const fullKey = generateFullKey(ctx.config.keyPrefix, environment);
  return {
    fullKey,
    keyPrefix: keyPrefixOf(fullKey),
    keyHash: hashFullKey(ctx.secrets.keyHash, fullKey),
  };
}

function chooseScopes(ctx: MerchantContext, asked: string[] = [allScopes]): string[] {
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
