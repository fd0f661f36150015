import { type SQL, sql } from "drizzle-orm";
import { rateLimitExpression } from "#lib/api-keys/record.ts";
import type { RateLimit } from "#lib/api-keys/schema.ts";
import { hashFullKey, isWellFormed } from "#lib/api-keys/token.ts";
import { defineLookup } from "#lib/batch.ts";
import type { Context, Database } from "#lib/context.ts";
import { defineStatement, primaryServer, requirePrimary, wireTime } from "#lib/statement.ts";

/** Everything that a verification of a key depends on, from one database snapshot. */
export interface KeyRecord {
  merchantId: string;
  applicationId: string;
  keyId: string;
  generation: number;
  scopes: string[];
  ipAllowlist: string[];
  rateLimit: RateLimit | null;
  expiresAt: string | null;
  isRevoked: boolean;
  isExpired: boolean;
  isSuspended: boolean;
  /** Whether this is the first use of a rotation's new secret. */
  isFirstUse: boolean;
  /** Until the key or its secret expires; null for never. */
  secondsLeft: number | null;
}

export type KeyLookup = KeyRecord | "malformed" | "not_found";

/** Source of key records: the database, or a cache in front of it. */
export interface KeySource {
  /**
   * Looks a full key up; synchronous on a cache hit. Refuses a malformed key by its checksum, without
   * asking the database. Rejects with the driver's error.
   */
  get(
    ctx: Pick<Context, "db" | "config" | "secrets">,
    fullKey: string,
  ): KeyLookup | Promise<KeyLookup>;
}

/** Key records in the order of the hashes, and the primary that they were read from. */
export interface FoundKeys {
  records: (KeyRecord | undefined)[];
  server: string;
}

/** There is always a row, so that the server is known even where no key was found. */
type Row = { server: string | null } & (KeyRecord | { [Field in keyof KeyRecord]: null });

const selectKey = (keyHash: SQL) => sql`
  select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
    s.generation, k.scopes, k.ip_allowlist as "ipAllowlist",
    ${sql.raw(wireTime("k.expires_at"))} as "expiresAt", ${sql.raw(rateLimitExpression)} as "rateLimit",
    k.revoked_at is not null as "isRevoked",
    least(k.expires_at, s.expires_at) <= now() is true as "isExpired",
    m.suspended_at is not null as "isSuspended",
    (k.rotation_generation = s.generation and k.rotation_used_at is null) is true
      as "isFirstUse",
    case when least(k.expires_at, s.expires_at) > now()
      then extract(epoch from least(k.expires_at, s.expires_at) - now())::float8
    end as "secondsLeft"
  from api_key_secrets s
  join api_keys k on k.id = s.api_key_id
  join merchants m on m.id = k.merchant_id
  where s.key_hash = ${keyHash}`;

const server = sql`(select ${sql.raw(primaryServer)} as server) primary_server`;

const selectByHash = defineStatement<{ keyHash: Buffer }, Row>(
  "api_key_verify",
  sql`
    select server, found.* from ${server}
    left join lateral (${selectKey(sql`${sql.placeholder("keyHash")}`)}) found on true`,
);

const hashBytes = 32;

/** The hashes are concatenated. `limit 1` keeps the planner to one index look-up per hash. */
const selectByHashes = defineStatement<{ keyHashes: Buffer }, Row & { place: number }>(
  "api_keys_verify",
  sql`
    select server, found.* from ${server}
    left join (
      select asked.place, found.*
      from (select ${sql.placeholder("keyHashes")}::bytea as hashes offset 0) all_of
      cross join generate_series(0, octet_length(hashes) / ${sql.raw(String(hashBytes))} - 1)
        as asked (place)
      cross join lateral (
        ${selectKey(sql`substr(hashes, 1 + asked.place * ${sql.raw(String(hashBytes))}, ${sql.raw(String(hashBytes))})`)}
        limit 1
      ) found
    ) found on true`,
);

const findKey = defineLookup<Buffer, KeyRecord | undefined>(
  async (db, hashes) => (await findKeysByHash(db, hashes)).records,
  (hash) => hash.toString("base64"),
);

/** Reads each key from the database, those that are asked for together by one statement. */
export const keysInDatabase: KeySource = {
  get: async ({ db, config, secrets }, fullKey) => {
    if (!isWellFormed(config.keyPrefix, fullKey)) return "malformed";
    return (await findKey(db, hashFullKey(secrets.keyHash, fullKey))) ?? "not_found";
  },
};

/** Reads any number of keys by one statement. Throws the driver's error, also on a standby. */
export async function findKeysByHash(
  db: Database,
  keyHashes: readonly Buffer[],
): Promise<FoundKeys> {
  const [only, ...others] = keyHashes;
  const rows =
    only && others.length === 0
      ? (await selectByHash(db, { keyHash: only })).map((row) => ({ ...row, place: 0 }))
      : await selectByHashes(db, { keyHashes: Buffer.concat(keyHashes) });
  const server = requirePrimary(rows[0]?.server);
  const records: FoundKeys["records"] = keyHashes.map(() => undefined);
  for (const { place, server: _, ...record } of rows) {
    if (record.keyId !== null) records[place] = record;
  }
  return { records, server };
}
