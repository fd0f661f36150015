import { sql } from "drizzle-orm";
import { applicationColumns } from "#lib/applications/record.ts";
import type { Application } from "#lib/applications/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page, PageQuery } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const selectApplications = defineStatement<
  { merchantId: string; before: string; limit: number },
  Application
>(
  "application_list",
  sql`
    select ${applicationColumns} from applications app
    where app.merchant_id = ${value("merchantId")} and app.id < ${value("before")}
      and app.deleted_at is null
    order by app.id desc limit ${value("limit")}`,
);

/** Lists a page of the merchant's applications, newest first. Throws `forbidden`, `bad_request`. */
export async function listApplications(
  ctx: MerchantContext,
  input: PageQuery,
): Promise<Page<Application>> {
  requirePermission(ctx, "applications:read");
  const list = "applications";
  const rows = await selectApplications(ctx.db, {
    merchantId: ctx.merchantId,
    before: openCursor(ctx, list, input) ?? pastTheLastId,
    limit: input.limit + 1,
  });
  return toPage(ctx, list, rows, input.limit);
}
