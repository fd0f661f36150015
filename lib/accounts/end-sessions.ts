import { and, eq, inArray, ne, type SQL } from "drizzle-orm";
import { auditEvents, sessions } from "#drizzle/schema.ts";
import { toAuditRow } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Ends one of the caller's sessions and its tokens. Throws `forbidden` to a machine, and
 * `not_found` also for a session that has ended.
 */
export async function endOneSession(
  ctx: MerchantContext,
  { sessionId }: { sessionId: string },
): Promise<void> {
  const ended = await endSessions(ctx, eq(sessions.id, sessionId));
  if (ended === 0) throw new AppError("not_found");
}

/** Ends all of the caller's sessions except the current one. Throws `forbidden` to a machine. */
export async function endOtherSessions(ctx: MerchantContext): Promise<void> {
  await endSessions(ctx, ne(sessions.id, ctx.claim.sessionId));
}

/** Records each in the audit log of its merchant. Returns their number. */
async function endSessions(ctx: MerchantContext, which: SQL): Promise<number> {
  requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const { id, kind, userId, merchantId, address, userAgent } = sessions;
    const ended = await tx.db
      .delete(sessions)
      .where(and(eq(userId, tx.caller.userId), inArray(kind, ["portal", "token"]), which))
      .returning({ merchantId, id, kind, address, userAgent });
    if (ended.length === 0) return 0;
    const rows = ended.map(({ merchantId, ...before }) =>
      toAuditRow({ ...tx, merchantId }, { action: "account.session_ended", before }),
    );
    await tx.db.insert(auditEvents).values(rows);
    return ended.length;
  });
}
