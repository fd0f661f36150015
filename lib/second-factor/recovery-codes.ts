import { and, count, eq } from "drizzle-orm";
import { recoveryCodes } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { newRecoveryCode, normalizeCode } from "#lib/second-factor/code-form.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { isStoredCode, storeCode } from "#lib/second-factor/stored-code.ts";

const codeCount = 10;

/** Replaces all recovery codes. Call it with the person locked. */
export async function replaceRecoveryCodes(
  ctx: MerchantContext,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, newRecoveryCode);
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.db.insert(recoveryCodes).values(
    codes.map((code) => ({
      userId,
      codeHash: storeCode(ctx.secrets, userId, normalizeCode(code)),
    })),
  );
  await recordEvent(ctx, { action: "account.recovery_codes_made" });
  return codes;
}

/** Consumes a normalized recovery code. Returns how many are left, or null for an invalid code. */
export async function spendRecoveryCode(
  ctx: Context,
  userId: string,
  code: string,
): Promise<number | null> {
  const isTheirs = eq(recoveryCodes.userId, userId);
  const spent = await inTransaction(ctx, async ({ db }) => {
    // Locked, because a code in use may be re-sealed at the same time.
    const stored = await db.select().from(recoveryCodes).where(isTheirs).for("update");
    const found = stored.find(({ codeHash }) => isStoredCode(ctx.secrets, userId, codeHash, code));
    if (!found) return false;
    await db.delete(recoveryCodes).where(and(isTheirs, eq(recoveryCodes.codeHash, found.codeHash)));
    return true;
  });
  if (!spent) return null;
  const [left] = await ctx.db.select({ count: count() }).from(recoveryCodes).where(isTheirs);
  return left?.count ?? 0;
}

/** Records the caller's use of a recovery code, and notifies them how many are left. */
export async function recordSpentCode(ctx: MerchantContext, left: number): Promise<void> {
  await recordEvent(ctx, { action: "account.recovery_code_used", after: { left } });
  await notifyCaller(ctx, {
    subject: "A recovery code was used for your account",
    text: `Recovery codes left: ${left}. You can generate new ones in your account settings.`,
  });
}
