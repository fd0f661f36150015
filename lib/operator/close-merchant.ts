import { and, eq, isNull, sql } from "drizzle-orm";
import { invitations, memberships, merchants, users } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { inTransaction, type OperatorContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { merchantClosedLetter } from "#lib/letters/company.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { getMerchantForOperator } from "#lib/operator/get-merchant.ts";
import type { OperatorMerchant } from "#lib/operator/schema.ts";
import { quoteName } from "#lib/text.ts";

/**
 * Closes a merchant permanently, whatever it still has: its keys are refused as `suspended`, its
 * members, sessions and open invitations are removed, and its owners get an email with the reason.
 * Does nothing if it is closed. Throws `not_found`.
 */
export async function closeMerchantForOperator(
  ctx: OperatorContext,
  { merchantId, reason = null }: { merchantId: string; reason?: string | null },
): Promise<OperatorMerchant> {
  await inTransaction(ctx, async (tx) => {
    const { db } = tx;
    const isMerchant = eq(merchants.id, merchantId);
    const [merchant] = await db.select().from(merchants).where(isMerchant).for("update");
    if (!merchant) throw new AppError("not_found");
    if (merchant.closedAt) return;
    const { name } = merchant;
    await db
      .update(merchants)
      .set({
        closedAt: sql`now()`,
        closedReason: reason,
        suspendedAt: sql`coalesce(suspended_at, now())`,
      })
      .where(isMerchant);
    await db
      .update(invitations)
      .set({ withdrawnAt: sql`now()` })
      .where(
        and(
          eq(invitations.merchantId, merchantId),
          isNull(invitations.acceptedAt),
          isNull(invitations.withdrawnAt),
        ),
      );
    await mailOwners(tx, { merchantId, name, reason });
    await db.delete(memberships).where(eq(memberships.merchantId, merchantId));
    const after = reason === null ? undefined : { reason };
    await recordOperatorEvent(tx, merchantId, {
      action: "merchant.closed",
      before: { name },
      after,
    });
  });
  return getMerchantForOperator(ctx, { merchantId });
}

interface Closed {
  merchantId: string;
  name: string;
  reason: string | null;
}

async function mailOwners(ctx: OperatorContext, closed: Closed): Promise<void> {
  const { merchantId, name, reason } = closed;
  const owners = await ctx.db
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.merchantId, merchantId), eq(memberships.role, "owner")));
  const letter = merchantClosedLetter({
    productName: ctx.config.productName,
    company: quoteName(name),
    reason: reason === null ? null : quoteName(reason),
    url: ctx.portalUrl,
  });
  const mail = composeMail(ctx, letter);
  const mails = owners.flatMap(({ email }) => (email === null ? [] : [{ to: email, ...mail }]));
  await ctx.mail.queue(ctx.db, mails);
}
