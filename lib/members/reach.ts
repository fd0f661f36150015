import { and, eq, ne, sql } from "drizzle-orm";
import { memberships } from "#drizzle/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { getAssignableRoles, type Role } from "#lib/merchants/permissions.ts";

/** Throws `forbidden` if the caller may not assign or remove one of the roles. */
export function requireReach({ caller }: MerchantContext, ...given: Role[]): void {
  const inReach = getAssignableRoles(caller.role);
  if (given.every((role) => inReach.includes(role))) return;
  throw new AppError("forbidden", "Only owners can add, change, or remove owners");
}

/** Throws `conflict` unless another member is an owner. Call it with the team locked. */
export async function requireAnotherOwner(ctx: MerchantContext, userId: string): Promise<void> {
  const { db, merchantId } = ctx;
  const [other] = await db
    .select({ found: sql`1` })
    .from(memberships)
    .where(
      and(
        eq(memberships.merchantId, merchantId),
        eq(memberships.role, "owner"),
        ne(memberships.userId, userId),
      ),
    )
    .limit(1);
  if (other) return;
  const message = "A company needs an owner, and this is the last one. Add another owner first";
  throw new AppError("conflict", message);
}
