import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { linkIsOver, spendMailedToken } from "#lib/accounts/mailed-token.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { proveMailbox } from "#lib/accounts/prove-mailbox.ts";
import type { VerifyEmailBody } from "#lib/accounts/schema.ts";
import { setPassword } from "#lib/accounts/set-password.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";

/**
 * Verifies the email that a link was sent to. A person signed in to that account keeps it as it is;
 * anybody else takes it over with a new password, which ends everything in it. Throws `bad_request`
 * for an invalid link, and for a missing or common password.
 */
export async function verifyEmail(
  ctx: Context,
  { token, newPassword }: VerifyEmailBody,
  guest: MerchantContext | null,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { userId, email } = await spendMailedToken(tx, "verify_email", token);
    if (guest?.caller.userId === userId && newPassword === undefined) {
      const { isFirst, reclaimed } = await proveMailbox(tx, userId, guest);
      // The session ended just now, and with it what it vouched for.
      if (reclaimed) throw passwordMissing();
      if (!isFirst) throw linkIsOver();
      return;
    }
    if (newPassword === undefined) throw passwordMissing();
    await refuseCommonPassword("newPassword", newPassword, [email, tx.config.productName]);
    const passwordHash = await hashPassword(newPassword);
    const { isFirst } = await proveMailbox(tx, userId, null);
    if (!isFirst) throw linkIsOver();
    await setPassword(tx, userId, passwordHash);
  });
}

function passwordMissing() {
  return invalidField(
    "newPassword",
    "Sign in to this account first, or send a new password to take it over",
  );
}
