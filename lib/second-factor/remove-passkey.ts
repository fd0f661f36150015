import { passkeys } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { settleFactors } from "#lib/second-factor/factors.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { ownPasskey } from "#lib/second-factor/rename-passkey.ts";
import { quoteName } from "#lib/text.ts";

/** Removes one of the caller's passkeys. Throws `not_found`. */
export async function removePasskey(
  ctx: MerchantContext,
  { passkeyId }: { passkeyId: string },
): Promise<void> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  await inTransaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    const [removed] = await tx.db
      .delete(passkeys)
      .where(ownPasskey(tx, passkeyId))
      .returning({ name: passkeys.name });
    if (!removed) throw new AppError("not_found");
    await settleFactors(tx, userId);
    await recordEvent(tx, { action: "account.passkey_removed", before: { name: removed.name } });
    await notifyCaller(tx, {
      subject: "A passkey was removed from your account",
      text: `The passkey ${quoteName(removed.name)} no longer signs in to your account.`,
    });
  });
}
