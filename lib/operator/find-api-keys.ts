import { type SQL, sql } from "drizzle-orm";
import { operatorApiKeyColumns } from "#lib/api-keys/record.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { hashFullKeys, isWellFormed } from "#lib/api-keys/token.ts";
import type { OperatorContext } from "#lib/context.ts";
import type { FindApiKeysBody, FoundApiKeys } from "#lib/operator/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;
const maxFound = 50;

interface Row extends ApiKey {
  merchantId: string;
  merchantName: string;
  applicationName: string;
}

/** @param ids selects the ids of the keys, by an index of its own */
const select = <Values extends object>(name: string, ids: SQL) =>
  defineStatement<Values, Row>(
    name,
    sql`
      with found as (${ids})
      select ${operatorApiKeyColumns}, m.id as "merchantId", m.name as "merchantName",
        app.name as "applicationName"
      from found
      join api_keys k on k.id = found.id
      join applications app on app.id = k.application_id
      join merchants m on m.id = k.merchant_id
      order by k.id desc limit ${sql.raw(String(maxFound))}`,
  );

const selectById = select<{ id: string }>(
  "operator_find_by_id",
  sql`select id from api_keys where id = ${value("id")}`,
);

/** A key's newest prefix is its own, and each older one that of a secret. */
const byPrefix = sql`
  (select id from api_keys where key_prefix = ${value("prefix")} limit ${sql.raw(String(maxFound))})
  union
  (select api_key_id from api_key_secrets where key_prefix = ${value("prefix")}
    limit ${sql.raw(String(maxFound))})`;

const selectByPrefix = select<{ prefix: string }>("operator_find_by_prefix", byPrefix);

const selectByHash = select<{ hash: Buffer }>(
  "operator_find_by_hash",
  sql`select api_key_id as id from api_key_secrets where key_hash = ${value("hash")}`,
);

/**
 * Finds keys of all merchants. A full key is only hashed, under each version of the secret; one that
 * is malformed is not looked up.
 */
export async function findApiKeys(
  { db, config, secrets }: OperatorContext,
  { id, prefix, key }: FindApiKeysBody,
): Promise<FoundApiKeys> {
  const rows: Row[] = [];
  if (id !== undefined) rows.push(...(await selectById(db, { id })));
  if (prefix !== undefined) rows.push(...(await selectByPrefix(db, { prefix })));
  if (key !== undefined && isWellFormed(config.keyPrefix, key)) {
    for (const { hash } of hashFullKeys(secrets.keyHash, key)) {
      if (rows.length === 0) rows.push(...(await selectByHash(db, { hash })));
    }
  }
  return {
    data: rows.map(({ merchantId, merchantName, applicationName, ...apiKey }) => ({
      merchantId,
      merchantName,
      applicationName,
      apiKey,
    })),
  };
}
