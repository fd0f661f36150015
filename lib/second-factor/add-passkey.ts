import { passkeys } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { findFactors } from "#lib/second-factor/factors.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { toPasskey } from "#lib/second-factor/passkey-record.ts";
import { replaceRecoveryCodes } from "#lib/second-factor/recovery-codes.ts";
import type { AddedPasskey } from "#lib/second-factor/schema.ts";
import type { NewPasskey } from "#lib/second-factor/verify-new-passkey.ts";
import { quoteName } from "#lib/text.ts";

/**
 * Adds a verified passkey to the caller's account, and creates recovery codes if there are none.
 * Throws `conflict` if an account already has it.
 */
export async function addPasskey(
  ctx: MerchantContext,
  input: NewPasskey & { name: string },
): Promise<AddedPasskey> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  return inTransaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    const [row] = await tx.db
      .insert(passkeys)
      .values({ ...input, userId })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new AppError("conflict", "This passkey already belongs to an account");
    const { name } = input;
    await recordEvent(tx, { action: "account.passkey_added", after: { name } });
    await notifyCaller(tx, {
      subject: "A passkey was added to your account",
      text: `You can now sign in to your account with the passkey ${quoteName(name)}.`,
    });
    const { recoveryCodesLeft } = await findFactors(tx, userId);
    const recoveryCodes = recoveryCodesLeft > 0 ? null : await replaceRecoveryCodes(tx, userId);
    return { passkey: toPasskey(row), recoveryCodes };
  });
}
