import { type SQL, sql } from "drizzle-orm";
import { rateLimitColumn } from "#lib/api-keys/record.ts";
import type { RateLimit } from "#lib/api-keys/schema.ts";
import { hashFullKey } from "#lib/api-keys/token.ts";
import type { Context, Database } from "#lib/context.ts";
import { defineStatement, primaryServer, requirePrimary } from "#lib/statement.ts";

/** All that a verdict on a full key depends on, as the database had it at one moment. */
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
  /** Whether this is the new secret of a rotation, shown for the first time. */
  isFirstUse: boolean;
  /** How long until time alone makes this another verdict; null for never. */
  secondsLeft: number | null;
}

/** Who knows what a full key stands for. */
export interface KeySource {
  /** What is known without asking anybody, and as good as asking. */
  recall?(fullKey: string): KeyRecord | undefined;
  /** What a well-formed key stands for, or nothing. Throws the driver's error. */
  find(ctx: Pick<Context, "db" | "secrets">, fullKey: string): Promise<KeyRecord | undefined>;
}

/** Key records in the order of the hashes, and the primary that they were read from. */
export interface FoundKeys {
  records: (KeyRecord | undefined)[];
  server: string;
}

/** At least one row, which names the server where nothing was found. */
type Row = { server: string | null } & (KeyRecord | { [Field in keyof KeyRecord]: null });

const selectKey = (keyHash: SQL) => sql`
  select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
    s.generation, k.scopes, k.ip_allowlist as "ipAllowlist", k.expires_at as "expiresAt",
    ${sql.raw(rateLimitColumn)},
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

const selectByHash = defineStatement<Row>(
  "api_key_verify",
  sql`
    select server, found.* from ${server}
    left join lateral (${selectKey(sql`${sql.placeholder("keyHash")}`)}) found on true`,
);

const hashBytes = 32;

/**
 * The hashes come in one piece, one after the other. `limit 1` keeps the planner to a look-up by
 * index for each of them, however many they are.
 */
const selectByHashes = defineStatement<Row & { place: number }>(
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

/** Asks the database for each key by itself. */
export const keysInDatabase: KeySource = {
  find: async ({ db, secrets }, fullKey) => {
    const { records } = await findKeysByHash(db, [hashFullKey(secrets.keyHash, fullKey)]);
    return records[0];
  },
};

/** Asks for any number of keys by one statement. Throws the driver's error, also on a standby. */
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
