import { sql } from "drizzle-orm";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import {
  type InvitationRecord,
  invitationColumns,
  invitationSource,
  isOpen,
  toInvitation,
} from "#lib/invitations/record.ts";
import type { Invitation } from "#lib/invitations/schema.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page, PageQuery } from "#lib/schema.ts";

/**
 * Lists a page of the invitations that are neither accepted nor withdrawn, including expired ones,
 * newest first. Throws `forbidden`, `bad_request`.
 */
export async function listInvitations(
  ctx: MerchantContext,
  input: PageQuery,
): Promise<Page<Invitation>> {
  requirePermission(ctx, "members:write");
  const list = "invitations";
  const before = openCursor(ctx, list, input) ?? pastTheLastId;
  const records = await ctx.db.execute<InvitationRecord>(sql`
    select ${invitationColumns} from ${invitationSource}
    where i.merchant_id = ${ctx.merchantId} and ${isOpen} and i.id < ${before}
    order by i.id desc limit ${input.limit + 1}`);
  return toPage(ctx, list, records.map(toInvitation), input.limit);
}
