import { eq } from "drizzle-orm";
import { memberships, users } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { inTeam, isMembership } from "#lib/merchants/team.ts";

/**
 * Makes another person an owner and the caller an admin, in one transaction. Throws `forbidden`,
 * `not_found`, and `conflict` for a machine or an existing owner.
 */
export async function transferOwnership(
  ctx: MerchantContext,
  input: { userId: string },
): Promise<void> {
  requirePermission(ctx, "owners:write");
  const { userId } = input;
  await inTeam(ctx, async (tx) => {
    requirePermission(tx, "owners:write");
    const heir = await findHeir(tx, userId);
    await setRole(tx, userId, "owner");
    await setRole(tx, tx.caller.userId, "admin");
    await recordEvent(tx, {
      action: "merchant.ownership_transferred",
      before: { owner: tx.caller.email, roleOfNewOwner: heir.role },
      after: { owner: heir.email, userId },
    });
  });
}

async function findHeir(tx: MerchantContext, userId: string) {
  const [heir] = await tx.db
    .select({ email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isMembership(tx, userId));
  if (!heir) throw new AppError("not_found");
  if (heir.email === null) throw new AppError("conflict", "Only a person can own a company");
  if (heir.role === "owner") throw new AppError("conflict", `${heir.email} is already an owner`);
  return heir;
}

async function setRole(tx: MerchantContext, userId: string, role: Role): Promise<void> {
  await tx.db.update(memberships).set({ role }).where(isMembership(tx, userId));
}
