import { and, eq, inArray, ne } from "drizzle-orm";
import { sessions, users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/check-password.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import type { ChangePasswordBody } from "#lib/accounts/schema.ts";
import { setPassword } from "#lib/accounts/set-password.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";

/**
 * Sets the caller's new or first password and ends all their other sessions, for every merchant;
 * API tokens stay. Notifies them by email. Throws `forbidden` without a recent proof, and
 * `bad_request` for a wrong current password or a common new one.
 */
export async function changePassword(
  ctx: MerchantContext,
  input: ChangePasswordBody,
): Promise<void> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  const [user] = await ctx.db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  if (user?.passwordHash) await requireRight(ctx, user, input.currentPassword);
  await refuseCommonPassword("newPassword", input.newPassword, [
    ctx.caller.email,
    ctx.config.productName,
  ]);
  const passwordHash = await hashPassword(input.newPassword);
  await inTransaction(ctx, async (tx) => {
    await setPassword(tx, userId, passwordHash);
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
    await notifyCaller(tx, {
      subject: "Your password was changed",
      text: "The password of your account was changed, and all other sessions were signed out.",
    });
  });
}

async function requireRight(
  ctx: MerchantContext,
  user: { userId: string; passwordHash: string | null },
  currentPassword?: string,
): Promise<void> {
  if (currentPassword === undefined) {
    throw invalidField("currentPassword", "The current password is required");
  }
  if (!(await isPasswordRight(ctx, user, currentPassword))) {
    const security = {
      action: "security.password_change_failed",
      reason: "wrong_password",
    } as const;
    throw invalidField("currentPassword", "The current password is incorrect", security);
  }
}
