import { and, eq, inArray, ne } from "drizzle-orm";
import { sessions, users } from "#drizzle/schema.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { hashPassword, isPasswordRight } from "#lib/accounts/password.ts";
import type { ChangePasswordBody } from "#lib/accounts/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";

/**
 * Gives the caller a new password, or their first one, and ends all their other sessions in the
 * portal and by token requests, everywhere; API tokens stay. Throws `forbidden` without a recent
 * proof, and `bad_request` when the current password is not the right one, or the new one common.
 */
export async function changePassword(
  ctx: MerchantContext,
  input: ChangePasswordBody,
): Promise<void> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  const [user] = await ctx.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  if (user?.passwordHash) await requireRight(user.passwordHash, input.currentPassword);
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
          ne(sessions.id, ctx.claim.sessionId),
          inArray(sessions.kind, ["portal", "token"]),
        ),
      );
    await recordEvent(tx, { action: "account.password_changed" });
  });
}

async function requireRight(passwordHash: string, currentPassword?: string): Promise<void> {
  if (currentPassword === undefined) {
    throw invalidField("currentPassword", "The current password is required");
  }
  if (!(await isPasswordRight(passwordHash, currentPassword))) {
    throw invalidField("currentPassword", "This is not your current password");
  }
}
