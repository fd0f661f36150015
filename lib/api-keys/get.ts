import { sql } from "drizzle-orm";
import type { ApiKeyRef } from "#lib/api-keys/lock.ts";
import { apiKeyColumns } from "#lib/api-keys/record.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const selectApiKey = defineStatement<ApiKeyRef & { merchantId: string }, ApiKey>(
  "api_key_get",
  sql`
    select ${apiKeyColumns}
    from api_keys k join applications app on app.id = k.application_id
    where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
      and k.merchant_id = ${value("merchantId")} and app.deleted_at is null`,
);

/** Returns one key with everything that may be shown of it. Throws `forbidden`, `not_found`. */
export async function getApiKey(
  ctx: MerchantContext,
  { applicationId, keyId }: ApiKeyRef,
): Promise<ApiKey> {
  requirePermission(ctx, "api-keys:read");
  const { merchantId } = ctx;
  const [apiKey] = await selectApiKey(ctx.db, { applicationId, keyId, merchantId });
  if (!apiKey) throw new AppError("not_found");
  return apiKey;
}
