import { sql } from "drizzle-orm";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { type MemberRecord, memberColumns, memberSource, toMember } from "#lib/members/record.ts";
import type { Member } from "#lib/members/schema.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page, PageQuery } from "#lib/schema.ts";

/**
 * Lists a page of the members of the caller's merchant, newest first. Throws `forbidden`,
 * `bad_request`.
 */
export async function listMembers(ctx: MerchantContext, input: PageQuery): Promise<Page<Member>> {
  requirePermission(ctx, "members:write");
  const list = "members";
  const [joinedAt, userId] = openCursor(ctx, list, input)?.split("|") ?? [];
  const isFurther =
    joinedAt === undefined
      ? sql`true`
      : sql`(m.created_at, m.user_id) < (${joinedAt}::timestamptz, ${userId})`;
  const records = await ctx.db.execute<MemberRecord>(sql`
    select ${memberColumns} from ${memberSource}
    where m.merchant_id = ${ctx.merchantId} and ${isFurther}
    order by m.created_at desc, m.user_id desc limit ${input.limit + 1}`);
  const rows = records.map((record) => ({ ...record, id: record.userId }));
  const getPlace = (row: MemberRecord) => `${row.joinedAt}|${row.userId}`;
  const { data, nextCursor } = toPage(ctx, list, rows, input.limit, getPlace);
  return { data: data.map(toMember), nextCursor };
}
