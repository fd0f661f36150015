import { users } from "#drizzle/schema.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { mailVerification } from "#lib/accounts/mail-verification.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { foundMerchant } from "#lib/merchants/found.ts";
import type { Merchant, SignUpBody } from "#lib/merchants/schema.ts";

/**
 * Creates a merchant and its owner, who gets an email to verify their address. Throws `bad_request`
 * for a common password, and `conflict` if the email already has an account.
 */
export async function signUp(ctx: Context, input: SignUpBody): Promise<Merchant> {
  const { email, merchantName: name } = input;
  await refuseCommonPassword("password", input.password, [email, name, ctx.config.productName]);
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx, async (tx) => {
    const [user] = await tx.db
      .insert(users)
      .values({ id: newId("usr"), email, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) throw new AppError("conflict", "An account with this email address already exists");
    await mailVerification(tx, { userId: user.id, email });
    return foundMerchant(tx, { name, owner: { id: user.id, email } });
  });
}
