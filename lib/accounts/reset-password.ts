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
import { passwordWasResetLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { describeOccasion } from "#lib/occasion.ts";
import { paths } from "#lib/paths.ts";

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
    const letter = passwordWasResetLetter({
      productName: tx.config.productName,
      url: new URL(paths.account, tx.portalUrl).href,
      occasion: describeOccasion(tx.request),
      reclaimedKeys: reclaimed ? reclaimed.apiKeys : null,
    });
    await tx.mail.queue(tx.db, [{ to: email, ...composeMail(tx, letter) }]);
  });
}
