import { type SQL, sql } from "drizzle-orm";
import { applicationColumns, operatorApplicationColumns } from "#lib/applications/record.ts";
import type { Application } from "#lib/applications/schema.ts";
import { isOperator, type MerchantContext, requirePermission } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page, PageQuery } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const select = (name: string, columns: SQL) =>
  defineStatement<{ merchantId: string; before: string; limit: number }, Application>(
    name,
    sql`
    select ${columns} from applications app
    where app.merchant_id = ${value("merchantId")} and app.id < ${value("before")}
      and app.deleted_at is null
    order by app.id desc limit ${value("limit")}`,
  );

const selectApplications = select("application_list", applicationColumns);
const selectForOperator = select("application_list_operator", operatorApplicationColumns);

/** Lists a page of the merchant's applications, newest first. Throws `forbidden`, `bad_request`. */
export async function listApplications(
  ctx: MerchantContext,
  input: PageQuery,
): Promise<Page<Application>> {
  requirePermission(ctx, "applications:read");
  const list = "applications";
  const find = isOperator(ctx) ? selectForOperator : selectApplications;
  const rows = await find(ctx.db, {
    merchantId: ctx.merchantId,
    before: openCursor(ctx, list, input) ?? pastTheLastId,
    limit: input.limit + 1,
  });
  return toPage(ctx, list, rows, input.limit);
}
