import { type KeyStatus, keyStatuses, restoreWithinMinutes } from "#lib/api-keys/constants.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { allMetadata, shownMetadata } from "#lib/metadata/columns.ts";
import type { StoredMetadata } from "#lib/metadata/schema.ts";
import { toColumns, wireTime } from "#lib/statement.ts";

/** The rate limit of `api_keys k` as the wire has it. */
export const rateLimitExpression = `
  case when k.rate_limit is not null then
    json_build_object('limit', k.rate_limit, 'windowSeconds', k.rate_limit_window_seconds)
  end`;

const isRotating = "k.rotation_ends_at > now()";
export const isActive = "(k.expires_at is null or k.expires_at > now())";

/** Condition of each status on `api_keys k`; uses the database's clock. */
export const statusConditions: Record<KeyStatus, string> = {
  revoked: "k.revoked_at is not null",
  expired: "k.revoked_at is null and k.expires_at <= now()",
  rotating: `k.revoked_at is null and ${isActive} and ${isRotating}`,
  active: `k.revoked_at is null and ${isActive} and (${isRotating}) is not true`,
};

const statusCases = keyStatuses.map(
  (status) => `when ${statusConditions[status]} then '${status}'`,
);
/** The status of `api_keys k`. */
export const statusExpression = `case ${statusCases.join(" ")} end`;

/** A rotation has two secrets that have not expired, the previous one and the next. */
const rotationExpression = `
  case when ${isRotating} then (
    select json_build_object(
      'startedAt', ${wireTime("k.rotation_started_at")},
      'overlapSeconds', k.rotation_overlap_seconds,
      'firstUsedAt', ${wireTime("k.rotation_used_at")},
      'endsAt', ${wireTime("k.rotation_ends_at")},
      'previous', (array_agg(secret.use order by s.generation))[1],
      'next', (array_agg(secret.use order by s.generation))[2]
    )
    from api_key_secrets s
    cross join lateral (
      select json_build_object(
        'keyPrefix', coalesce(s.key_prefix, k.key_prefix),
        'lastUsedAt', ${wireTime("s.last_used_at")}
      ) as use
    ) secret
    where s.api_key_id = k.id and (s.expires_at is null or s.expires_at > now())
    having count(*) > 1
  ) end`;

const restorableUntil = `k.revoked_at + interval '${restoreWithinMinutes} minutes'`;

/** SQL expression of each wire field, from `api_keys k` in `applications app`. */
const expressions = {
  id: "k.id",
  applicationId: "k.application_id",
  keyPrefix: "k.key_prefix",
  description: "k.description",
  createdAt: wireTime("k.created_at"),
  environment: "app.environment",
  scopes: "k.scopes",
  ipAllowlist: "k.ip_allowlist",
  rateLimit: rateLimitExpression,
  expiresAt: wireTime("k.expires_at"),
  status: statusExpression,
  createdBy: "k.created_by",
  createdByEmail: "(select email from users where users.id = k.created_by)",
  lastUsedAt: wireTime("k.last_used_at"),
  lastUsedIp: "host(k.last_used_ip)",
  lastUsedUserAgent: "k.last_used_user_agent",
  revokedAt: wireTime("k.revoked_at"),
  revokedBy: "k.revoked_by",
  revokedByEmail: "(select email from users where users.id = k.revoked_by)",
  revokedReason: "k.revoked_reason",
  leaked: "k.leaked",
  restorableUntil: `
    case when not k.leaked and ${restorableUntil} > now() then ${wireTime(`(${restorableUntil})`)} end`,
  rotation: rotationExpression,
  version: "k.version",
  externalId: "k.external_id",
  metadata: shownMetadata("k"),
  tags: "coalesce(k.tags, '{}')",
} satisfies Record<keyof ApiKey, string>;

/** Everything that may be shown of a key; rows are `ApiKey`. */
export const apiKeyColumns = toColumns(expressions);

/** As `apiKeyColumns`, for the operator, who sees all metadata. */
export const operatorApiKeyColumns = toColumns({ ...expressions, metadata: allMetadata("k") });

/**
 * The fields that a verb decides by while it holds the row's lock. None comes from another table,
 * which PostgreSQL would read as of before the wait for the lock.
 */
const lockedFields = [
  "id",
  "applicationId",
  "environment",
  "keyPrefix",
  "description",
  "scopes",
  "ipAllowlist",
  "rateLimit",
  "expiresAt",
  "status",
  "version",
  "leaked",
  "revokedReason",
  "restorableUntil",
  "externalId",
  "tags",
] as const satisfies (keyof ApiKey)[];

/** A key as it is while its row is locked. */
export interface LockedApiKey extends Pick<ApiKey, (typeof lockedFields)[number]>, StoredMetadata {
  /** Also of a revoked key. */
  isExpired: boolean;
  /** Generation of the new secret while the key is rotating. */
  rotationGeneration: number | null;
}

/** Rows are `LockedApiKey`. */
export const lockedColumns = toColumns({
  ...Object.fromEntries(lockedFields.map((field) => [field, expressions[field]])),
  isExpired: "(k.expires_at <= now()) is true",
  rotationGeneration: "k.rotation_generation",
  metadata: "k.metadata",
  operatorMetadata: "k.operator_metadata",
});
