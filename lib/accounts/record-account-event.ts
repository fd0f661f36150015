import { eq } from "drizzle-orm";
import { memberships } from "#drizzle/schema.ts";
import type { AuditAction } from "#lib/audit/constants.ts";
import { recordPersonEvent } from "#lib/audit/record.ts";
import type { Context } from "#lib/context.ts";

/** Like `recordEvent`, for a person's action without a session, at each of their merchants. */
export async function recordAccountEvent(
  ctx: Context,
  userId: string,
  action: AuditAction,
): Promise<void> {
  const rows = await ctx.db
    .select({ merchantId: memberships.merchantId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  for (const { merchantId } of rows) {
    await recordPersonEvent(ctx, { merchantId, userId }, { action });
  }
}
