import { sql } from "drizzle-orm";
import { type ApiKeyRecord, apiKeyColumns, toApiKey } from "#lib/api-keys/record.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const selectApiKey = defineStatement<ApiKeyRecord>(
  "api_key_get",
  sql`
    select ${apiKeyColumns}
    from api_keys k join applications app on app.id = k.application_id
    where k.id = ${value("keyId")} and k.application_id = ${value("applicationId")}
      and k.merchant_id = ${value("merchantId")} and app.deleted_at is null`,
);

/** One key with everything that may be shown of it. Throws `forbidden`, `not_found`. */
export async function getApiKey(
  ctx: MerchantContext,
  input: { applicationId: string; keyId: string },
): Promise<ApiKey> {
  requirePermission(ctx, "api-keys:read");
  const [record] = await selectApiKey(ctx.db, { ...input, merchantId: ctx.merchantId });
  if (!record) throw new AppError("not_found");
  return toApiKey(record);
}
