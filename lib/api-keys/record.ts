import { sql } from "drizzle-orm";
import {
  type ApiKey,
  type KeyStatus,
  type RateLimit,
  restoreWithinMinutes,
} from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { toMoment } from "#lib/moment.ts";

interface SecretUse {
  generation: number;
  keyPrefix: string;
  lastUsedAt: string | null;
}

/** A row of `apiKeyColumns`; moments are PostgreSQL's text. */
export interface ApiKeyRecord {
  id: string;
  applicationId: string;
  keyPrefix: string;
  description: string;
  environment: Environment;
  scopes: string[];
  ipAllowlist: string[];
  rateLimit: RateLimit | null;
  expiresAt: string | null;
  status: KeyStatus;
  createdAt: string;
  createdBy: string;
  createdByEmail: string | null;
  lastUsedAt: string | null;
  lastUsedIp: string | null;
  lastUsedUserAgent: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  revokedByEmail: string | null;
  revokedReason: string | null;
  leaked: boolean;
  restorableUntil: string | null;
  version: number;
  rotationStartedAt: string | null;
  rotationOverlapSeconds: number | null;
  rotationUsedAt: string | null;
  rotationEndsAt: string | null;
  /** The secrets that are good while the key is rotating, the older one first. */
  rotatingSecrets: SecretUse[] | null;
}

/** The two columns of `api_keys k` as the wire has them; a statement says what to call it. */
export const rateLimitColumn = `
  case when k.rate_limit is not null then
    json_build_object('limit', k.rate_limit, 'windowSeconds', k.rate_limit_window_seconds)
  end as "rateLimit"`;

const isRotating = "k.rotation_ends_at > now()";
export const isActive = "(k.expires_at is null or k.expires_at > now())";

/** What a status means for `api_keys k`; the clock is the database's. */
export const statusConditions: Record<KeyStatus, string> = {
  revoked: "k.revoked_at is not null",
  expired: "k.revoked_at is null and k.expires_at <= now()",
  rotating: `k.revoked_at is null and ${isActive} and ${isRotating}`,
  active: `k.revoked_at is null and ${isActive} and (${isRotating}) is not true`,
};

/** What may be shown of `api_keys k` in `applications app`. */
export const apiKeyColumns = sql.raw(`
  k.id, k.application_id as "applicationId", k.key_prefix as "keyPrefix", k.description,
  app.environment, k.scopes, k.ip_allowlist as "ipAllowlist", ${rateLimitColumn},
  k.expires_at as "expiresAt",
  case
    when k.revoked_at is not null then 'revoked'
    when k.expires_at <= now() then 'expired'
    when ${isRotating} then 'rotating'
    else 'active'
  end as status,
  k.created_at as "createdAt", k.created_by as "createdBy",
  (select email from users where users.id = k.created_by) as "createdByEmail",
  k.last_used_at as "lastUsedAt", host(k.last_used_ip) as "lastUsedIp",
  k.last_used_user_agent as "lastUsedUserAgent",
  k.revoked_at as "revokedAt", k.revoked_by as "revokedBy",
  (select email from users where users.id = k.revoked_by) as "revokedByEmail",
  k.revoked_reason as "revokedReason", k.leaked,
  case
    when not k.leaked and k.revoked_at > now() - interval '${restoreWithinMinutes} minutes'
    then k.revoked_at + interval '${restoreWithinMinutes} minutes'
  end as "restorableUntil",
  k.version,
  k.rotation_started_at as "rotationStartedAt",
  k.rotation_overlap_seconds as "rotationOverlapSeconds",
  k.rotation_used_at as "rotationUsedAt", k.rotation_ends_at as "rotationEndsAt",
  case when ${isRotating} then (
    select json_agg(
      json_build_object(
        'generation', s.generation,
        'keyPrefix', coalesce(s.key_prefix, k.key_prefix),
        'lastUsedAt', s.last_used_at
      ) order by s.generation
    )
    from api_key_secrets s
    where s.api_key_id = k.id and (s.expires_at is null or s.expires_at > now())
  ) end as "rotatingSecrets"`);

export function toApiKey(record: ApiKeyRecord): ApiKey {
  return {
    id: record.id,
    applicationId: record.applicationId,
    keyPrefix: record.keyPrefix,
    description: record.description,
    environment: record.environment,
    scopes: record.scopes,
    ipAllowlist: record.ipAllowlist,
    rateLimit: record.rateLimit,
    expiresAt: toMoment(record.expiresAt),
    status: record.status,
    createdAt: toMoment(record.createdAt),
    createdBy: record.createdBy,
    createdByEmail: record.createdByEmail,
    lastUsedAt: toMoment(record.lastUsedAt),
    lastUsedIp: record.lastUsedIp,
    lastUsedUserAgent: record.lastUsedUserAgent,
    revokedAt: toMoment(record.revokedAt),
    revokedBy: record.revokedBy,
    revokedByEmail: record.revokedByEmail,
    revokedReason: record.revokedReason,
    leaked: record.leaked,
    restorableUntil: toMoment(record.restorableUntil),
    rotation: toRotation(record),
    version: record.version,
  };
}

function toRotation(record: ApiKeyRecord): ApiKey["rotation"] {
  const { rotationStartedAt, rotationOverlapSeconds, rotationUsedAt, rotationEndsAt } = record;
  const [previous, next] = record.rotatingSecrets ?? [];
  if (!rotationStartedAt || rotationOverlapSeconds === null || !rotationEndsAt) return null;
  if (!previous || !next) return null;
  return {
    startedAt: toMoment(rotationStartedAt),
    overlapSeconds: rotationOverlapSeconds,
    firstUsedAt: toMoment(rotationUsedAt),
    endsAt: toMoment(rotationEndsAt),
    previous: { keyPrefix: previous.keyPrefix, lastUsedAt: toMoment(previous.lastUsedAt) },
    next: { keyPrefix: next.keyPrefix, lastUsedAt: toMoment(next.lastUsedAt) },
  };
}
