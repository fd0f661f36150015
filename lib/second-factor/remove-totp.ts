import { eq } from "drizzle-orm";
import { totpSecrets } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { settleFactors } from "#lib/second-factor/factors.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";

/** Removes the caller's authenticator app, if there is one. */
export async function removeTotp(ctx: MerchantContext): Promise<void> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  await inTransaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    const [removed] = await tx.db
      .delete(totpSecrets)
      .where(eq(totpSecrets.userId, userId))
      .returning({ confirmedAt: totpSecrets.confirmedAt });
    if (!removed?.confirmedAt) return;
    await settleFactors(tx, userId);
    await recordEvent(tx, { action: "account.totp_removed" });
    await notifyCaller(tx, {
      subject: "The authenticator app was removed from your account",
      text: "You no longer need a code from the authenticator app to sign in.",
    });
  });
}
