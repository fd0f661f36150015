import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { totpSecrets } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import { unseal } from "#lib/seal.ts";
import { getSealUse } from "#lib/second-factor/begin-totp.ts";
import { normalizeCode } from "#lib/second-factor/code-form.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { replaceRecoveryCodes } from "#lib/second-factor/recovery-codes.ts";
import type { ConfirmTotpBody, RecoveryCodes } from "#lib/second-factor/schema.ts";
import { periodOfCode } from "#lib/second-factor/totp.ts";

const setupExpired = "The authenticator app setup has expired. Start again";
const setupEndsAfter = sql`interval '15 minutes'`;

/**
 * Confirms the caller's authenticator app with its first code, which activates it, and creates
 * recovery codes. Throws `bad_request` for a wrong code, and `conflict` if no setup is pending or
 * it has expired.
 */
export async function confirmTotp(
  ctx: MerchantContext,
  input: ConfirmTotpBody,
): Promise<RecoveryCodes> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  return inTransaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    const isWaiting = and(
      eq(totpSecrets.userId, userId),
      isNull(totpSecrets.confirmedAt),
      gt(totpSecrets.createdAt, sql`now() - ${setupEndsAfter}`),
    );
    const [waiting] = await tx.db.select().from(totpSecrets).where(isWaiting).for("update");
    if (!waiting) throw new AppError("conflict", setupExpired);
    const secret = unseal(tx.secrets.sealing, getSealUse(userId), waiting.sealedSecret);
    const lastPeriod = periodOfCode(secret, normalizeCode(input.code), Date.now());
    if (lastPeriod === null) {
      throw invalidField("code", "This isn't the code that the app shows now");
    }
    const confirmed = await tx.db
      .update(totpSecrets)
      .set({ confirmedAt: sql`now()`, lastPeriod })
      .where(and(isWaiting, eq(totpSecrets.sealedSecret, waiting.sealedSecret)))
      .returning({ userId: totpSecrets.userId });
    if (confirmed.length === 0) throw new AppError("conflict");
    await recordEvent(tx, { action: "account.totp_added" });
    await notifyCaller(tx, {
      subject: "An authenticator app was added to your account",
      text: "You'll now need a code from your authenticator app to sign in.",
    });
    return { recoveryCodes: await replaceRecoveryCodes(tx, userId) };
  });
}
