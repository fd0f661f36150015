import { type SQL, sql } from "drizzle-orm";
import { rateLimitExpression } from "#lib/api-keys/record.ts";
import type { KeyAttributes, RateLimit } from "#lib/api-keys/schema.ts";
import { hashFullKeys, isWellFormed, type KeyHashes } from "#lib/api-keys/token.ts";
import { rehashLater } from "#lib/api-keys/verify/rehash.ts";
import { defineLookup } from "#lib/batch.ts";
import type { Context, Database } from "#lib/context.ts";
import { allMetadata } from "#lib/metadata/columns.ts";
import {
  defineStatement,
  primaryServer,
  requirePrimary,
  type Statement,
  wireTime,
} from "#lib/statement.ts";

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
  /** The operator's limit for each key of the merchant, in place of that for all. */
  merchantRateLimit: RateLimit | null;
  /** Decides nothing, but is part of the result; null where there is nothing to add. */
  attributes: KeyAttributes | null;
}

/** A key to look up, and the metadata that its result shall carry. */
export interface AskedKey {
  hashes: KeyHashes;
  names: readonly string[];
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
type Row = { server: string | null; rank?: number | null } & (
  | KeyRecord
  | { [Field in keyof KeyRecord]: null }
);

const names = sql.placeholder("names");

/** The selected pairs: the key's own before its application's, and those before the merchant's. */
const selectedMetadata = sql.raw(["m", "app", "k"].map((row) => allMetadata(row)).join(" || "));

const attributes = sql`nullif(json_strip_nulls(json_build_object(
  'externalId', k.external_id,
  'applicationExternalId', app.external_id,
  'merchantExternalId', m.external_id,
  'metadata', case when cardinality(${names}::text[]) > 0 then (
    select json_object_agg(pair.key, pair.value) from jsonb_each_text(${selectedMetadata}) pair
    where pair.key = any(${names}::text[])
  ) end
))::text, '{}')::json`;

/** @param rank index of the hash among those of its key; absent where it has only one */
const selectKey = (keyHash: SQL, rank?: number) => sql`
  select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
    s.generation, k.scopes, k.ip_allowlist as "ipAllowlist",
    ${sql.raw(wireTime("k.expires_at"))} as "expiresAt", ${sql.raw(rateLimitExpression)} as "rateLimit",
    k.revoked_at is not null as "isRevoked",
    least(k.expires_at, s.expires_at) <= now() is true as "isExpired",
    m.suspended_at is not null as "isSuspended",
    (k.rotation_generation = s.generation and k.rotation_used_at is null) is true
      as "isFirstUse",
    m.overrides->'keyRateLimit' as "merchantRateLimit", ${attributes} as attributes,
    case when least(k.expires_at, s.expires_at) > now()
      then extract(epoch from least(k.expires_at, s.expires_at) - now())::float8
    end as "secondsLeft"${rank === undefined ? sql`` : sql.raw(`, ${rank} as rank`)}
  from api_key_secrets s
  join api_keys k on k.id = s.api_key_id
  join merchants m on m.id = k.merchant_id
  join applications app on app.id = k.application_id
  where s.key_hash = ${keyHash}`;

const server = sql`(select ${sql.raw(primaryServer)} as server) primary_server`;

const hashBytes = 32;

/**
 * Selects a key under whichever of its hashes it is stored, in one snapshot, so that a rehash can't
 * hide it. PostgreSQL looks for the next hash only where it has not found the one before.
 * @param offset SQL of the first hash's place in `hashes`
 */
function selectKeyByAny(count: number, offset: string): SQL {
  const selects = Array.from({ length: count }, (_, rank) => {
    const start = `${offset} + ${1 + rank * hashBytes}`;
    return sql`(${selectKey(sql.raw(`substr(hashes, ${start}, ${hashBytes})`), rank)} limit 1)`;
  });
  return sql`${sql.join(selects, sql` union all `)} limit 1`;
}

interface Values {
  /** Concatenated. */
  keyHashes: Buffer;
  names: readonly string[];
}

interface Statements {
  selectOne: Statement<Values, Row>;
  selectMany: Statement<Values, Row & { place: number }>;
}

const hashes = sql`(select ${sql.placeholder("keyHashes")}::bytea as hashes offset 0) all_of`;

/**
 * Defines the statements for keys with `count` hashes each. The hashes are concatenated. `limit 1`
 * keeps the planner to one index look-up per hash.
 */
function defineStatements(count: number): Statements {
  const suffix = count === 1 ? "" : `_${count}`;
  const one =
    count === 1
      ? selectKey(sql`${sql.placeholder("keyHashes")}`)
      : sql`select found.* from ${hashes} cross join lateral (${selectKeyByAny(count, "0")}) found`;
  const any =
    count === 1
      ? sql`${selectKey(sql.raw(`substr(hashes, 1 + asked.place * ${hashBytes}, ${hashBytes})`))} limit 1`
      : selectKeyByAny(count, `asked.place * ${count * hashBytes}`);
  return {
    selectOne: defineStatement(
      `api_key_verify${suffix}`,
      sql`select server, found.* from ${server} left join lateral (${one}) found on true`,
    ),
    selectMany: defineStatement(
      `api_keys_verify${suffix}`,
      sql`
        select server, found.* from ${server}
        left join (
          select asked.place, found.*
          from ${hashes}
          cross join generate_series(0, octet_length(hashes) / ${sql.raw(String(count * hashBytes))} - 1)
            as asked (place)
          cross join lateral (${any}) found
        ) found on true`,
    ),
  };
}

/** By the number of versions that the secret has, which is one but for a rotation. */
const statements = new Map<number, Statements>([[1, defineStatements(1)]]);

function getStatements(count: number): Statements {
  const known = statements.get(count) ?? defineStatements(count);
  statements.set(count, known);
  return known;
}

const findKey = defineLookup<AskedKey, KeyRecord | undefined>(
  async (db, keys) => (await findKeysByHash(db, keys)).records,
  ({ hashes: [{ hash }] }) => hash.toString("base64"),
);

/** Reads each key from the database, those that are asked for together by one statement. */
export const keysInDatabase: KeySource = {
  get: async ({ db, config, secrets }, fullKey) => {
    if (!isWellFormed(config.keyPrefix, fullKey)) return "malformed";
    const hashes = hashFullKeys(secrets.keyHash, fullKey);
    return (await findKey(db, { hashes, names: config.verification.metadata })) ?? "not_found";
  },
};

/**
 * Reads any number of keys by one statement, and has those rehashed that are stored under an older
 * version of the secret. Throws the driver's error, also on a standby.
 */
export async function findKeysByHash(db: Database, asked: readonly AskedKey[]): Promise<FoundKeys> {
  const keys = asked.map(({ hashes }) => hashes);
  // All of them come from one configuration.
  const names = asked[0]?.names ?? [];
  const [only, ...others] = keys;
  const count = Math.max(...keys.map(({ length }) => length));
  const { selectOne, selectMany } = getStatements(count);
  // A key with fewer hashes than others repeats its first one.
  const places = Array.from({ length: count }, (_, rank) => rank);
  const keyHashes = keys.flatMap((key) => places.map((rank) => (key[rank] ?? key[0]).hash));
  const rows =
    only && others.length === 0
      ? (await selectOne(db, { keyHashes: Buffer.concat(keyHashes), names })).map((row) => ({
          ...row,
          place: 0,
        }))
      : await selectMany(db, { keyHashes: Buffer.concat(keyHashes), names });
  const server = requirePrimary(rows[0]?.server);
  const records: FoundKeys["records"] = keys.map(() => undefined);
  for (const { place, server: _, rank, ...record } of rows) {
    if (record.keyId === null) continue;
    records[place] = record;
    const found = rank ? keys[place]?.[rank] : undefined;
    if (found && keys[place]) rehashLater(db, found, keys[place][0]);
  }
  return { records, server };
}
