import { createSecretKey, randomBytes } from "node:crypto";
import type postgres from "postgres";
import { config } from "#keysmith.config.ts";
import {
  type Context,
  type Database,
  type MerchantContext,
  noRecorders,
  type Secrets,
} from "#lib/context.ts";
import type { KeyRing } from "#lib/key-ring.ts";
import { signUp } from "#lib/merchants/sign-up.ts";
import { startSession } from "#lib/sessions/sessions.ts";

export interface Owner {
  merchantId: string;
  userId: string;
}

export interface Filling {
  count: number;
  perApplication: number;
  /** Hashes of full keys that somebody has, for every so many-th of the keys: evenly spread. */
  hashes?: readonly Buffer[];
}

/** Context of verbs outside a server; creates secrets if none are given. */
export function createBenchContext(db: Database, secrets: Secrets = randomSecrets()): Context {
  return {
    db,
    config,
    secrets,
    request: { id: "bench", address: "127.0.0.1", userAgent: null },
    portalUrl: "http://localhost",
    issuer: "http://localhost",
    ...noRecorders,
    mail: { queue: async () => {} },
    verifierLeaseSeconds: 30,
  };
}

function randomSecrets(): Secrets {
  const key = (): KeyRing => [{ version: 1, key: createSecretKey(randomBytes(32)) }];
  return {
    keyHash: key(),
    cursor: key(),
    sealing: key(),
    idempotency: key(),
    serviceToken: key(),
    mailedToken: key(),
    recoveryCode: key(),
    visitor: key(),
    device: key(),
  };
}

/** A merchant in an empty database, and its owner's session. */
export async function foundBenchMerchant(
  base: Context,
  sql: postgres.Sql,
): Promise<{ owner: Owner; ctx: MerchantContext }> {
  const sign = { merchantName: "Bench", email: "bench@example.test", password: "a bench password" };
  await signUp(base, sign);
  const [owner] = await sql<Owner[]>`
    select merchant_id as "merchantId", user_id as "userId" from memberships`;
  if (!owner) throw new Error("there is no member");
  return { owner, ctx: await startSession(base, "token", owner) };
}

/** Names of the rows of one filling: `n` is from 1 to its count. */
export function fillingIds(perApplication: number) {
  const mark = `app_${String(perApplication).padStart(6, "0")}`;
  return {
    mark,
    keyId: (n: number) => `key_${mark}${String(n).padStart(16, "0")}`,
    applicationId: (n: number) => mark + String(Math.ceil(n / perApplication)).padStart(20, "0"),
  };
}

/** Position of the key of the hash at `index`, counted from 1. */
export function getPosition(index: number, { count, hashes = [] }: Filling): number {
  return (index + 1) * Math.floor(count / hashes.length);
}

/** Keys around the measured ones, written as rows: what counts is that they are there. */
export async function fill(sql: postgres.Sql, owner: Owner, filling: Filling): Promise<void> {
  const { count, perApplication, hashes = [] } = filling;
  const { mark, keyId } = fillingIds(perApplication);
  await sql`
    insert into applications (id, merchant_id, name, environment)
    select ${mark} || lpad(n::text, 20, '0'), ${owner.merchantId}, 'Application ' || n, 'live'
    from generate_series(1, ceil(${count}::float8 / ${perApplication})::int) n`;
  await sql`
    insert into api_keys (
      id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist, created_by
    )
    select 'key_' || ${mark} || lpad(n::text, 16, '0'),
      ${mark} || lpad(((n - 1) / ${perApplication}::int + 1)::text, 20, '0'),
      ${owner.merchantId}, 'ks_live_' || substr(md5(n::text), 1, 4),
      (array['Checkout','Billing','Refunds','Reports','Kiosk','Mobile app','Office'])[1 + n % 7]
        || ' server ' || substr(md5(n::text), 5, 6),
      '{*}', '{}', ${owner.userId}
    from generate_series(1, ${count}::int) n`;
  const known = hashes.map((hash, index) => ({
    id: keyId(getPosition(index, filling)),
    hash: hash.toString("hex"),
  }));
  await sql`create temporary table known_hashes (id text primary key, hash text)`;
  await sql`
    insert into known_hashes
    select id, hash from json_to_recordset(${JSON.stringify(known)}::text::json)
      as known (id text, hash text)`;
  await sql`analyze known_hashes`;
  await sql`
    insert into api_key_secrets (key_hash, api_key_id, key_prefix)
    select decode(coalesce(known.hash, md5(k.id) || md5(k.id || '.')), 'hex'), k.id, k.key_prefix
    from api_keys k left join known_hashes known on known.id = k.id
    where k.application_id like ${`${mark}%`}`;
  await sql`drop table known_hashes`;
}

/**
 * Rows come in many times as fast where the indexes are made after them, and where nobody checks
 * that each belongs to an application, which the work sees to itself.
 */
export async function inBulk(sql: postgres.Sql, work: () => Promise<unknown>): Promise<void> {
  await sql`set session_replication_role = replica`;
  await sql`set maintenance_work_mem = '512MB'`;
  const constraints = await sql<{ name: string; definition: string }[]>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = 'api_key_secrets'::regclass and contype in ('p', 'u')`;
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'api_keys' and indexname <> 'api_keys_pkey'`;
  for (const { name } of constraints) {
    await sql.unsafe(`alter table api_key_secrets drop constraint ${name}`);
  }
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  await work();
  for (const { name, definition } of constraints) {
    await sql.unsafe(`alter table api_key_secrets add constraint ${name} ${definition}`);
  }
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql`reset session_replication_role`;
  await sql`vacuum analyze`;
}
