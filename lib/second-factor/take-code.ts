import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { totpSecrets } from "#drizzle/schema.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { unseal } from "#lib/seal.ts";
import { getSealUse } from "#lib/second-factor/begin-totp.ts";
import { isTotpCode, normalizeCode } from "#lib/second-factor/code-form.ts";
import { spendRecoveryCode } from "#lib/second-factor/recovery-codes.ts";
import { periodOfCode } from "#lib/second-factor/totp.ts";

export interface TakenCode {
  /** Recovery codes left after one was used; null for an authenticator code. */
  recoveryCodesLeft: number | null;
}

/**
 * Consumes an authenticator code or recovery code of the person; of two concurrent calls with the
 * same code, one is refused. Returns null for an invalid code.
 */
export async function takeCode(
  ctx: Context,
  userId: string,
  typed: string,
): Promise<TakenCode | null> {
  const code = normalizeCode(typed);
  if (isTotpCode(code)) {
    return (await takeTotpCode(ctx, userId, code)) ? { recoveryCodesLeft: null } : null;
  }
  const recoveryCodesLeft = await spendRecoveryCode(ctx, userId, code);
  return recoveryCodesLeft === null ? null : { recoveryCodesLeft };
}

async function takeTotpCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  const isConfirmed = and(eq(totpSecrets.userId, userId), isNotNull(totpSecrets.confirmedAt));
  return inTransaction(ctx, async ({ db }) => {
    // Locked, so that the code counts for the secret that it was compared with.
    const [totp] = await db
      .select({ sealedSecret: totpSecrets.sealedSecret })
      .from(totpSecrets)
      .where(isConfirmed)
      .for("update");
    if (!totp) return false;
    const secret = unseal(ctx.secrets.sealing, getSealUse(userId), totp.sealedSecret);
    const period = periodOfCode(secret, code, Date.now());
    if (period === null) return false;
    const taken = await db
      .update(totpSecrets)
      .set({ lastPeriod: period })
      .where(
        and(isConfirmed, or(isNull(totpSecrets.lastPeriod), lt(totpSecrets.lastPeriod, period))),
      )
      .returning({ userId: totpSecrets.userId });
    return taken.length > 0;
  });
}
