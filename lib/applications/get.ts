import { type SQL, sql } from "drizzle-orm";
import { applicationColumns, operatorApplicationColumns } from "#lib/applications/record.ts";
import type { Application } from "#lib/applications/schema.ts";
import { isOperator, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { defineStatement } from "#lib/statement.ts";

const select = (name: string, columns: SQL) =>
  defineStatement<{ applicationId: string; merchantId: string }, Application>(
    name,
    sql`
    select ${columns} from applications app
    where app.id = ${sql.placeholder("applicationId")}
      and app.merchant_id = ${sql.placeholder("merchantId")} and app.deleted_at is null`,
  );

const selectApplication = select("application_get", applicationColumns);
const selectForOperator = select("application_get_operator", operatorApplicationColumns);

/** Returns an application of the caller's merchant. Throws `forbidden`, `not_found`. */
export async function getApplication(
  ctx: MerchantContext,
  input: { applicationId: string },
): Promise<Application> {
  requirePermission(ctx, "applications:read");
  const find = isOperator(ctx) ? selectForOperator : selectApplication;
  const [application] = await find(ctx.db, { ...input, merchantId: ctx.merchantId });
  if (!application) throw new AppError("not_found");
  return application;
}
