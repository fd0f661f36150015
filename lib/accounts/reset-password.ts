import { and, eq, inArray, sql } from "drizzle-orm";
import { sessions, users } from "#drizzle/schema.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { spendMailedToken } from "#lib/accounts/mailed-token.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { recordAccountEvent } from "#lib/accounts/record-account-event.ts";
import type { ResetPasswordBody } from "#lib/accounts/schema.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { forgetStranger } from "#lib/second-factor/forget.ts";

/**
 * Gives whoever got the link a new password and ends all their sessions. The tokens of their machines
 * and their second factor stay, unless nobody had confirmed the address before. Throws `bad_request`
 * for a link that is not good and for a common password.
 */
export async function resetPassword(ctx: Context, input: ResetPasswordBody): Promise<void> {
  const { token, newPassword } = input;
  await inTransaction(ctx, async (tx) => {
    const { userId, email } = await spendMailedToken(tx, "reset_password", token);
    await refuseCommonPassword("newPassword", newPassword, [email, tx.config.productName]);
    const passwordHash = await hashPassword(newPassword);
    if (!(await isVerified(tx, userId))) await forgetStranger(tx, userId);
    await tx.db
      .update(users)
      // Whoever got the mail has the address.
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` })
      .where(eq(users.id, userId));
    await tx.db
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), inArray(sessions.kind, ["portal", "token"])));
    await recordAccountEvent(tx, userId, "account.password_reset");
    const text =
      `The password of your ${tx.config.productName} account was reset, and you were signed out everywhere.\n\n` +
      "If it was not you, reset it again at once and look at the sessions in your account settings.";
    await tx.mail.queue(tx.db, [{ to: email, subject: "Your password was reset", text }]);
  });
}

async function isVerified({ db }: Context, userId: string): Promise<boolean> {
  const [user] = await db
    .select({ emailVerifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  return user?.emailVerifiedAt != null;
}
