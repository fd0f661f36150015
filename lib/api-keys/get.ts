import { type SQL, sql } from "drizzle-orm";
import type { ApiKeyRef } from "#lib/api-keys/lock.ts";
import { apiKeyColumns, operatorApiKeyColumns } from "#lib/api-keys/record.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { isOperator, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const select = (name: string, columns: SQL) =>
  defineStatement<ApiKeyRef & { merchantId: string }, ApiKey>(
    name,
    sql`
    select ${columns}
    from api_keys k join applications app on app.id = k.application_id
    where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
      and k.merchant_id = ${value("merchantId")} and app.deleted_at is null`,
  );

const selectApiKey = select("api_key_get", apiKeyColumns);
const selectForOperator = select("api_key_get_operator", operatorApiKeyColumns);

/** Returns one key with everything that may be shown of it. Throws `forbidden`, `not_found`. */
export async function getApiKey(
  ctx: MerchantContext,
  { applicationId, keyId }: ApiKeyRef,
): Promise<ApiKey> {
  requirePermission(ctx, "api-keys:read");
  const { merchantId } = ctx;
  const find = isOperator(ctx) ? selectForOperator : selectApiKey;
  const [apiKey] = await find(ctx.db, { applicationId, keyId, merchantId });
  if (!apiKey) throw new AppError("not_found");
  return apiKey;
}
