import { and, eq, isNull, sql } from "drizzle-orm";
import { applications, invitations, memberships, merchants } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { inTeam } from "#lib/merchants/team.ts";

/**
 * Closes the caller's merchant permanently: removes its memberships, sessions and open invitations,
 * and keeps the record. Throws `forbidden`, and `conflict` while there are applications.
 */
export async function closeMerchant(ctx: MerchantContext): Promise<void> {
  requirePermission(ctx, "owners:write");
  await inTeam(ctx, async (tx) => {
    requirePermission(tx, "owners:write");
    const { db, merchantId, merchantName } = tx;
    await requireNoApplications(tx);
    await recordEvent(tx, { action: "merchant.closed", before: { name: merchantName } });
    await db.update(merchants).set({ closedAt: sql`now()` }).where(eq(merchants.id, merchantId));
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
    await db.delete(memberships).where(eq(memberships.merchantId, merchantId));
  });
}

async function requireNoApplications({ db, merchantId }: MerchantContext): Promise<void> {
  // Stronger than the team's lock: waits for concurrent creations of applications.
  await db
    .select({ id: merchants.id })
    .from(merchants)
    .where(eq(merchants.id, merchantId))
    .for("update");
  const left = await db.$count(
    applications,
    and(eq(applications.merchantId, merchantId), isNull(applications.deletedAt)),
  );
  if (left === 0) return;
  const what = left === 1 ? "1 application" : `${left} applications`;
  throw new AppError("conflict", `This company still has ${what}. Delete them first`);
}
