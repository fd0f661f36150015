import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { findFactors, hasSecondFactor } from "#lib/second-factor/factors.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { replaceRecoveryCodes } from "#lib/second-factor/recovery-codes.ts";
import type { RecoveryCodes } from "#lib/second-factor/schema.ts";

/**
 * Gives the caller new recovery codes and invalidates the earlier ones. Throws `conflict` without a
 * second factor.
 */
export async function makeRecoveryCodes(ctx: MerchantContext): Promise<RecoveryCodes> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  return inTransaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    if (!hasSecondFactor(await findFactors(tx, userId))) {
      throw new AppError("conflict", "Recovery codes need a second factor");
    }
    await notifyCaller(tx, {
      subject: "New recovery codes were generated for your account",
      text: "Your previous recovery codes no longer work.",
    });
    return { recoveryCodes: await replaceRecoveryCodes(tx, userId) };
  });
}
