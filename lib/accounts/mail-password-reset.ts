import { eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { makeMailedToken, wasJustMailed } from "#lib/accounts/mailed-token.ts";
import { resetWithinMinutes } from "#lib/accounts/schema.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { paths } from "#lib/paths.ts";

/** Mails a link to whoever has the address, if anybody has: the part that nobody waits for. */
export async function mailPasswordReset(ctx: Context, input: { email: string }): Promise<void> {
  const { email } = input;
  await inTransaction(ctx, async (tx) => {
    const [user] = await tx.db
      .select({ userId: users.id })
      .from(users)
      .where(eq(users.email, email))
      .for("update");
    if (!user || (await wasJustMailed(tx, user.userId, "reset_password"))) return;
    const { userId } = user;
    const validSeconds = resetWithinMinutes * 60;
    const facts = { purpose: "reset_password", userId, email, validSeconds } as const;
    const token = await makeMailedToken(tx, facts);
    const link = new URL(`${paths.resetPassword}#${token}`, tx.portalUrl).href;
    const text = [
      `Somebody asked to reset the password of your ${tx.config.productName} account. To choose a new one, open`,
      link,
      `The link works once, for ${resetWithinMinutes} minutes. If it was not you, there is nothing to do: your\n` +
        "password is as it was.",
    ].join("\n\n");
    await tx.mail.queue(tx.db, [{ to: email, subject: "Reset your password", text }]);
  });
}
