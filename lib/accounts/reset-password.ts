import { and, eq, inArray } from "drizzle-orm";
import { sessions } from "#drizzle/schema.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { spendMailedToken } from "#lib/accounts/mailed-token.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { proveMailbox } from "#lib/accounts/prove-mailbox.ts";
import { recordAccountEvent } from "#lib/accounts/record-account-event.ts";
import type { ResetPasswordBody } from "#lib/accounts/schema.ts";
import { setPassword } from "#lib/accounts/set-password.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { describeOccasion } from "#lib/occasion.ts";

/**
 * Sets a new password for the holder of the link and ends all the person's sessions. API tokens and
 * the second factor stay, unless the email was not verified before. Throws `bad_request` for an
 * invalid link or a common password.
 */
export async function resetPassword(ctx: Context, input: ResetPasswordBody): Promise<void> {
  const { token, newPassword } = input;
  await inTransaction(ctx, async (tx) => {
    const { userId, email } = await spendMailedToken(tx, "reset_password", token);
    await refuseCommonPassword("newPassword", newPassword, [email, tx.config.productName]);
    const passwordHash = await hashPassword(newPassword);
    const { reclaimed } = await proveMailbox(tx, userId, null);
    await setPassword(tx, userId, passwordHash);
    await tx.db
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), inArray(sessions.kind, ["portal", "token"])));
    await recordAccountEvent(tx, userId, "account.password_reset");
    const text = [
      `The password of your ${tx.config.productName} account was reset, and you've been signed out everywhere.`,
      ...(reclaimed ? [describeReclaimed(reclaimed.apiKeys)] : []),
      describeOccasion(tx.request),
      "If this wasn't you, reset it again now and review the sessions in your account settings.",
    ].join("\n\n");
    await tx.mail.queue(tx.db, [{ to: email, subject: "Your password was reset", text }]);
  });
}

function describeReclaimed(apiKeys: number): string {
  const keys = apiKeys === 1 ? "1 API key was" : `${apiKeys} API keys were`;
  return `Your email address had never been confirmed, so everything set up in the account before was removed: API tokens, second factors, passkeys, and linked accounts. ${keys} revoked. You can restore API keys in the portal for an hour.`;
}
