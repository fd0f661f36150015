import { and, eq, inArray, ne } from "drizzle-orm";
import { sessions, users } from "#drizzle/schema.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { hashPassword, isPasswordRight } from "#lib/accounts/password.ts";
import type { ChangePasswordBody } from "#lib/accounts/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";

/**
 * Gives the caller a new password and ends all their other sessions, everywhere; the tokens of their
 * machines stay. Throws `bad_request` when the current password is not the right one, or the new one
 * a common one.
 */
export async function changePassword(
  ctx: MerchantContext,
  input: ChangePasswordBody,
): Promise<void> {
  const { userId } = ctx.caller;
  const [user] = await ctx.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  if (!(await isPasswordRight(user?.passwordHash ?? undefined, input.currentPassword))) {
    throw invalidField("currentPassword", "This is not your current password");
  }
  refuseCommonPassword("newPassword", input.newPassword, [
    ctx.caller.email,
    ctx.config.productName,
  ]);
  const passwordHash = await hashPassword(input.newPassword);
  await inTransaction(ctx, async (tx) => {
    await tx.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await tx.db
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          inArray(sessions.kind, ["portal", "token"]),
          ne(sessions.id, ctx.claim.sessionId),
        ),
      );
    await recordEvent(tx, { action: "account.password_changed" });
  });
}
