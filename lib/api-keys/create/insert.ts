import { type SQL, sql } from "drizzle-orm";
import { recountActiveKeys } from "#lib/api-keys/limit.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { type AuditValues, insertAudit, operatorId } from "#lib/audit/record.ts";
import {
  type ClaimedContext,
  type Database,
  proofMaxAgeSeconds,
  proofTooOld,
  requireActiveMerchant,
  type SessionKind,
  secondFactorMissing,
  sessionEnded,
} from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { refuseTakenExternalId } from "#lib/metadata/external-id.ts";
import { lacksSecondFactor, liveSession, provedSecondsAgo } from "#lib/sessions/live-session.ts";
import { wireTime } from "#lib/statement.ts";

const value = sql.placeholder;
const keyExpiresAt = sql.raw(wireTime("key.expires_at"));

export interface InsertValues extends AuditValues {
  /** The merchant that the operator acts for; a session names its own. */
  merchantId: string | null;
  applicationId: string;
  keyId: string;
  description: string;
  scopes: string[];
  ipAllowlist: string[];
  rateLimit: number | null;
  rateLimitWindowSeconds: number | null;
  isExpiryGiven: boolean;
  expiresAt: string | null;
  kind: SessionKind;
  /** The roles that may create such a key. */
  roles: Role[];
  keyLimit: number;
  longestLifeDays: number | null;
  liveProofSeconds: number | null;
  testProofSeconds: number | null;
  livePrefix: string;
  testPrefix: string;
  liveHash: Buffer;
  testHash: Buffer;
  /** Of the secret that made both hashes. */
  secretVersion: number;
  externalId: string | null;
  /** JSON. */
  metadata: string | null;
  operatorMetadata: string | null;
  tags: string[] | null;
  labels: string[];
  /** JSON of the audit event but for the expiry. */
  after: string;
}

/** What came of an insert: without an environment there is no such application, without a key none was made. */
export interface InsertOutcome {
  role: Role;
  merchantId: string;
  createdBy: string;
  createdByEmail: string | null;
  lacksSecondFactor: boolean;
  isSuspended: boolean;
  environment: Environment | null;
  needsProof: boolean | null;
  longestLifeDays: number | null;
  /** The scopes that keys of the merchant may have; null for all. */
  allowedScopes: string[] | null;
  hasForbiddenScope: boolean | null;
  expiryFault: "past" | "late" | null;
  createdAt: string | null;
  expiresAt: string | null;
}

export type AllowedOutcome = InsertOutcome & { environment: Environment };

/** The operator's limit on the life of live keys holds where it has set none for the merchant. */
const longestLifeDays = sql`least(
  merchant.longest_life_of_live_keys_days,
  case when merchant.overrides->>'longestLifeOfLiveKeysDays' is null
    then ${value("longestLifeDays")}::int end
)`;

/** The person of the session. */
const sessionCaller = sql`
  select s.merchant_id, s.user_id, m.role, u.email,
    ${provedSecondsAgo} as proved_seconds_ago, ${lacksSecondFactor} as lacks_second_factor,
    merchant.suspended_at is not null as is_suspended, merchant.overrides,
    ${longestLifeDays} as longest_life_days
  from ${liveSession} join users u on u.id = s.user_id`;

/** The operator, who has the rights of an owner, and is not bound by a suspension. */
export const operatorAsCaller = sql`
  select merchant.id as merchant_id, ${operatorId}::text as user_id, 'owner'::text as role,
    null::text as email, 0::float8 as proved_seconds_ago, false as lacks_second_factor,
    false as is_suspended, merchant.overrides, ${longestLifeDays} as longest_life_days
  from merchants merchant
  where merchant.id = ${value("merchantId")} and merchant.closed_at is null`;

/**
 * Checks the caller, takes a place below the limit and writes key, secret and audit row in one
 * statement: one round trip, all or nothing. Of two creates that meet at the limit, the second waits
 * for the application's row and sees the first one's count.
 * @param caller selects the caller, with the merchant's rules
 * @param guard another CTE over `new` and `slot`
 * @param fromGuard its place in the FROM of the key: without a row there, no key is made
 */
export function insertApiKeyWith({
  caller = sessionCaller,
  guard = sql``,
  fromGuard = sql``,
}: Partial<Record<"caller" | "guard" | "fromGuard", SQL>> = {}): SQL {
  return sql`
    with caller as (${caller}), app as (
      select a.id, a.merchant_id, a.environment, caller.user_id, expiry.at as expires_at,
        coalesce((caller.overrides->>'activeKeysPerApplication')::int, ${value("keyLimit")}::int)
          as key_limit,
        coalesce(
          jsonb_typeof(caller.overrides->'allowedScopes') = 'array'
            and not to_jsonb(${value("scopes")}::text[]) <@ (caller.overrides->'allowedScopes'),
          false
        ) as has_forbidden_scope,
        coalesce(caller.proved_seconds_ago > case a.environment
          when 'live' then ${value("liveProofSeconds")}::int
          else ${value("testProofSeconds")}::int end, false) as needs_proof,
        case
          when expiry.at <= now() then 'past'
          when a.environment = 'live'
            and coalesce(expiry.at, 'infinity') > now() + caller.longest_life_days * interval '1 day'
            then 'late'
        end as expiry_fault
      from caller
      join applications a on a.merchant_id = caller.merchant_id and a.deleted_at is null
        and a.id = ${value("applicationId")} and caller.role = any(${value("roles")}::text[])
        and not caller.lacks_second_factor and not caller.is_suspended
      cross join lateral (
        select case
          when a.environment = 'test' or ${value("isExpiryGiven")}::boolean
            then ${value("expiresAt")}::timestamptz
          else date_trunc('second', now()) + caller.longest_life_days * interval '1 day'
        end as at
      ) expiry
    ), new as (
      select * from app
      where expiry_fault is null and not needs_proof and not has_forbidden_scope
    ), slot as (
      update applications a set active_key_bound = a.active_key_bound + 1
      from new
      where a.id = new.id and a.deleted_at is null
        and a.active_key_bound < new.key_limit
      returning a.id
    )${guard}, key as (
      insert into api_keys (
        id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist,
        rate_limit, rate_limit_window_seconds, expires_at, created_by,
        external_id, metadata, operator_metadata, tags
      )
      select ${value("keyId")}, new.id, new.merchant_id,
        case new.environment when 'live' then ${value("livePrefix")} else ${value("testPrefix")} end,
        ${value("description")}, ${value("scopes")}::text[], ${value("ipAllowlist")}::text[],
        ${value("rateLimit")}::int, ${value("rateLimitWindowSeconds")}::int, new.expires_at, new.user_id,
        ${value("externalId")}, ${value("metadata")}::jsonb, ${value("operatorMetadata")}::jsonb,
        ${value("tags")}::text[]
      from new, slot${fromGuard}
      returning id, key_prefix, created_at, expires_at
    ), secret as (
      insert into api_key_secrets (key_hash, api_key_id, key_prefix, secret_version)
      select case new.environment
        when 'live' then ${value("liveHash")}::bytea else ${value("testHash")}::bytea end,
        key.id, key.key_prefix, ${value("secretVersion")}::int
      from new, key
    ), labels as (
      insert into api_key_labels (application_id, label, api_key_id)
      select new.id, label, key.id
      from new, key, unnest(${value("labels")}::text[]) as labels (label)
    ), event as (${insertAudit(sql`new, key`, {
      actorId: sql`new.user_id`,
      merchantId: sql`new.merchant_id`,
      applicationId: sql`new.id`,
      apiKeyId: sql`key.id`,
      after: sql`${value("after")}::jsonb || jsonb_build_object('expiresAt', ${keyExpiresAt})`,
    })})
    select caller.role, caller.user_id as "createdBy", caller.email as "createdByEmail",
      caller.merchant_id as "merchantId", caller.lacks_second_factor as "lacksSecondFactor",
      caller.is_suspended as "isSuspended",
      caller.longest_life_days as "longestLifeDays", app.environment,
      app.has_forbidden_scope as "hasForbiddenScope",
      caller.overrides->'allowedScopes' as "allowedScopes",
      app.needs_proof as "needsProof", app.expiry_fault as "expiryFault",
      ${sql.raw(wireTime("key.created_at"))} as "createdAt", ${keyExpiresAt} as "expiresAt"
    from caller left join app on true left join key on true`;
}

/**
 * Runs such a statement. The outcome is without `createdAt` where an earlier request has made the key.
 * Throws `unauthorized`, `forbidden`, `not_found`, `bad_request`, and `conflict` at the limit.
 * @param isReplay whether an earlier request has made the key, so that the limit does not count
 */
export async function runInsert(
  ctx: ClaimedContext,
  insert: (db: Database) => Promise<InsertOutcome[]>,
  { applicationId, roles }: InsertValues,
  isReplay: (outcome: AllowedOutcome) => Promise<boolean> = async () => false,
): Promise<AllowedOutcome> {
  for (;;) {
    const [row] = await insert(ctx.db).catch(refuseTakenExternalId);
    const outcome = requireAllowed(ctx, row, roles);
    if (outcome.createdAt || (await isReplay(outcome))) return outcome;
    await recountActiveKeys(ctx, applicationId);
  }
}

function requireAllowed(
  ctx: ClaimedContext,
  outcome: InsertOutcome | undefined,
  roles: readonly Role[],
): AllowedOutcome {
  if (!outcome) throw sessionEnded(ctx.claim);
  const { role, environment, needsProof, expiryFault } = outcome;
  if (outcome.lacksSecondFactor) throw secondFactorMissing();
  // Each of these roles has the permission to create keys.
  if (!roles.includes(role)) throw new AppError("forbidden");
  requireActiveMerchant(outcome);
  if (!environment) throw new AppError("not_found");
  if (needsProof) throw proofTooOld(proofMaxAgeSeconds(ctx, environment) ?? 0);
  if (outcome.hasForbiddenScope) throw forbiddenScopes(outcome.allowedScopes);
  if (expiryFault) throw invalidExpiry(expiryFault, outcome.longestLifeDays);
  return { ...outcome, environment };
}

/** Creates the error for scopes that the operator doesn't allow the merchant. */
export function forbiddenScopes(allowed: readonly string[] | null): AppError {
  return invalidField("scopes", `Your company's keys can have only: ${allowed?.join(", ")}`);
}

export function invalidExpiry(fault: "past" | "late", longestLifeDays: number | null): AppError {
  return invalidField(
    "expiresAt",
    fault === "past"
      ? "The expiry must be in the future"
      : `Live keys must expire within ${longestLifeDays} days`,
  );
}
