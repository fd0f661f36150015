import { type SQL, sql } from "drizzle-orm";
import { allScopes } from "#lib/api-keys/constants.ts";
import { leakReason } from "#lib/api-keys/revoke.ts";
import { isScopeGranted } from "#lib/api-keys/scopes.ts";
import { getApplication } from "#lib/applications/get.ts";
import { type AuditValues, getAuditValues, insertAudit } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { RevokeApiKeysBody, RevokedApiKeys } from "#lib/operator/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

export const mostRevoked = 10_000;

type Revoked = RevokedApiKeys["revoked"][number];

/** In the order of ids, like other changes of several keys, so that none wait for each other. */
const lock = (further: SQL) => sql`
  select k.id, k.application_id as "applicationId", k.key_prefix as "keyPrefix", k.description
  from api_keys k join applications app on app.id = k.application_id
  where k.merchant_id = ${value("merchantId")} and k.revoked_at is null
    and app.deleted_at is null ${further}
  order by k.id limit ${sql.raw(String(mostRevoked + 1))}
  for no key update of k`;

interface Filters {
  merchantId: string;
  applicationId: string | null;
  /** Any of these scopes is enough; null for any key. */
  scopes: string[] | null;
}

const lockKeys = defineStatement<Filters, Revoked>(
  null,
  lock(sql`
    and (${value("applicationId")}::text is null or k.application_id = ${value("applicationId")})
    and (${value("scopes")}::text[] is null or k.scopes && ${value("scopes")}::text[])`),
);

const revokeKeys = defineStatement<
  AuditValues & { keys: string; reason: string | null; leaked: boolean; after: string },
  object
>(
  "operator_api_keys_revoke",
  sql`
    with listed as (
      select id, audit_id from json_to_recordset(${value("keys")}::json)
        as listed (id text, audit_id text)
    ), revoked as (
      update api_keys k
      set revoked_at = now(), revoked_by = ${value("actorId")}, revoked_reason = ${value("reason")},
        leaked = ${value("leaked")}::boolean
      from listed where k.id = listed.id
      returning k.id, k.application_id, k.merchant_id, listed.audit_id
    )
    ${insertAudit(sql`revoked`, {
      id: sql`audit_id`,
      merchantId: sql`merchant_id`,
      applicationId: sql`application_id`,
      apiKeyId: sql`id`,
      before: sql`jsonb_build_object('status', 'active')`,
      after: sql`${value("after")}::jsonb`,
    })}`,
);

/**
 * Revokes the unrevoked keys of the merchant, of one application or with a scope, in one transaction.
 * Throws `not_found` for an application of nobody's or of another merchant's, and `conflict` for more
 * keys than one act may revoke.
 */
export async function revokeApiKeys(
  ctx: MerchantContext,
  input: RevokeApiKeysBody,
): Promise<RevokedApiKeys> {
  const { applicationId, scope, reason = null } = input;
  return inTransaction(ctx, async (tx) => {
    if (applicationId !== undefined) await getApplication(tx, { applicationId });
    const revoked = await lockKeys(tx.db, {
      merchantId: tx.merchantId,
      applicationId: applicationId ?? null,
      scopes: scope === undefined ? null : listGranting(tx, scope),
    });
    if (revoked.length > mostRevoked) {
      const problem = `More than ${mostRevoked.toLocaleString("en")} keys match`;
      throw new AppError("conflict", `${problem}. Suspend the merchant, or name an application`);
    }
    const leaked = reason !== null && leakReason.test(reason);
    const keys = revoked.map(({ id }) => ({ id, audit_id: newId("aud") }));
    if (keys.length > 0) {
      await revokeKeys(tx.db, {
        ...getAuditValues(tx, "api_key.revoked", tx.caller.userId),
        keys: JSON.stringify(keys),
        reason,
        leaked,
        after: JSON.stringify({ status: "revoked", reason, leaked }),
      });
    }
    return { revoked };
  });
}

/** Lists the scopes that grant `scope`: itself, and `*` unless it is sensitive. */
function listGranting({ config }: MerchantContext, scope: string): string[] {
  return isScopeGranted(config, [allScopes], scope) ? [scope, allScopes] : [scope];
}
