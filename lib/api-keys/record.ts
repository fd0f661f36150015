import { sql } from "drizzle-orm";
import type { ApiKey, KeyStatus } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { toMoment } from "#lib/moment.ts";

/** A row of `apiKeyColumns`; moments are PostgreSQL's text. */
export interface ApiKeyRecord {
  id: string;
  applicationId: string;
  keyPrefix: string;
  description: string;
  environment: Environment;
  scopes: string[];
  ipAllowlist: string[];
  expiresAt: string | null;
  status: KeyStatus;
  createdAt: string;
  createdBy: string;
  lastUsedAt: string | null;
  lastUsedIp: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  revokedReason: string | null;
}

/** What may be shown of `api_keys k` in `applications app`; the clock is the database's. */
export const apiKeyColumns = sql.raw(`
  k.id, k.application_id as "applicationId", k.key_prefix as "keyPrefix", k.description,
  app.environment, k.scopes, k.ip_allowlist as "ipAllowlist", k.expires_at as "expiresAt",
  case
    when k.revoked_at is not null then 'revoked'
    when k.expires_at <= now() then 'expired'
    else 'active'
  end as status,
  k.created_at as "createdAt", k.created_by as "createdBy",
  k.last_used_at as "lastUsedAt", host(k.last_used_ip) as "lastUsedIp",
  k.revoked_at as "revokedAt", k.revoked_by as "revokedBy", k.revoked_reason as "revokedReason"`);

export function toApiKey(record: ApiKeyRecord): ApiKey {
  return {
    id: record.id,
    applicationId: record.applicationId,
    keyPrefix: record.keyPrefix,
    description: record.description,
    environment: record.environment,
    scopes: record.scopes,
    ipAllowlist: record.ipAllowlist,
    expiresAt: toMoment(record.expiresAt),
    status: record.status,
    createdAt: toMoment(record.createdAt),
    createdBy: record.createdBy,
    lastUsedAt: toMoment(record.lastUsedAt),
    lastUsedIp: record.lastUsedIp,
    revokedAt: toMoment(record.revokedAt),
    revokedBy: record.revokedBy,
    revokedReason: record.revokedReason,
  };
}
