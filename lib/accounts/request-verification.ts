import { and, eq, isNull } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { mailVerification } from "#lib/accounts/mail-verification.ts";
import { wasJustMailed } from "#lib/accounts/mailed-token.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";

/** Sends the caller a new link, once a minute at most; nothing where the email is verified. */
export async function requestVerification(ctx: MerchantContext): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { userId } = tx.caller;
    const [user] = await tx.db
      .select({ email: users.email })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
      .for("update");
    if (!user?.email || (await wasJustMailed(tx, userId, "verify_email"))) return;
    await mailVerification(tx, { userId, email: user.email });
  });
}
