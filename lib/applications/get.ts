import { sql } from "drizzle-orm";
import { applicationColumns } from "#lib/applications/record.ts";
import type { Application } from "#lib/applications/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const selectApplication = defineStatement<
  { applicationId: string; merchantId: string },
  Application
>(
  "application_get",
  sql`
    select ${applicationColumns} from applications app
    where app.id = ${sql.placeholder("applicationId")}
      and app.merchant_id = ${sql.placeholder("merchantId")} and app.deleted_at is null`,
);

/** Returns an application of the caller's merchant. Throws `forbidden`, `not_found`. */
export async function getApplication(
  ctx: MerchantContext,
  input: { applicationId: string },
): Promise<Application> {
  requirePermission(ctx, "applications:read");
  const [application] = await selectApplication(ctx.db, { ...input, merchantId: ctx.merchantId });
  if (!application) throw new AppError("not_found");
  return application;
}
