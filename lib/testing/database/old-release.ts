import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { newId } from "#lib/ids.ts";

/** What the release before has done with a merchant's keys, as its statements had it. */
export async function oldRelease(sql: Sql) {
  const merchantId = newId("mer");
  const userId = newId("usr");
  const applicationId = newId("app");
  await sql`insert into merchants (id, name) values (${merchantId}, 'Old')`;
  await sql`insert into users (id, email, password_hash) values (${userId}, ${`${userId}@example.test`}, 'x')`;
  await sql`insert into memberships (merchant_id, user_id, role) values (${merchantId}, ${userId}, 'owner')`;
  await sql`
    insert into applications (id, merchant_id, name, environment)
    values (${applicationId}, ${merchantId}, 'Old', 'live')`;
  return {
    applicationId,
    async create(keyHash = randomBytes(32)) {
      const id = newId("key");
      await sql`
        with key as (
          insert into api_keys (
            id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist,
            expires_at, created_by
          ) values (
            ${id}, ${applicationId}, ${merchantId}, 'ks_live_0ldK', 'Old', '{*}', '{}', null, ${userId}
          ) returning id
        ), secret as (
          insert into api_key_secrets (key_hash, api_key_id) select ${keyHash}::bytea, key.id from key
        ), claimed as (
          insert into idempotency_records (
            merchant_id, user_id, key_hash, request_hash, api_key_id, sealed_answer
          ) select ${merchantId}, ${userId}, ${keyHash}::bytea, 'x', key.id, 'x' from key
        )
        insert into audit_events (
          id, merchant_id, action, actor_id, via, session_id, application_id, api_key_id,
          address, user_agent, request_id, after
        ) select ${newId("aud")}, ${merchantId}, 'api_key.created', ${userId}, 'token', null,
          ${applicationId}, key.id, null, null, 'request', '{}'::jsonb from key`;
      return { id, keyHash };
    },
    async verify(keyHash: Buffer) {
      const [key] = await sql`
        select k.id, k.revoked_at is not null as "isRevoked",
          least(k.expires_at, s.expires_at) <= now() is true as "isExpired"
        from api_key_secrets s join api_keys k on k.id = s.api_key_id
        where s.key_hash = ${keyHash}`;
      return key;
    },
    async use(id: string) {
      await sql`
        with use as (
          select * from json_to_recordset(${JSON.stringify([{ id, at: new Date() }])}::text::json)
            as use (id text, at timestamptz, address inet)
        ), free as (
          select k.id from api_keys k join use on use.id = k.id for no key update of k skip locked
        )
        update api_keys k
        set last_used_at = greatest(k.last_used_at, use.at), last_used_ip = use.address
        from use join free on free.id = use.id
        where k.id = use.id`;
    },
    async revoke(id: string) {
      await sql`
        with revoked as (
          update api_keys set revoked_at = now(), revoked_by = ${userId}, revoked_reason = null
          where id = ${id} and revoked_at is null
          returning id, application_id, merchant_id
        )
        insert into audit_events (
          id, merchant_id, action, actor_id, via, application_id, api_key_id, request_id, before
        ) select ${newId("aud")}, merchant_id, 'api_key.revoked', ${userId}, 'token',
          application_id, id, 'request', '{"status": "active"}' from revoked`;
    },
  };
}
