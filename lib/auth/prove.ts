import { eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/check-password.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import { type Factors, findFactors, hasSecondFactor } from "#lib/second-factor/factors.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { recordSpentCode } from "#lib/second-factor/recovery-codes.ts";
import type { RelyingParty } from "#lib/second-factor/relying-party.ts";
import type { ProveBody } from "#lib/second-factor/schema.ts";
import { takeCode } from "#lib/second-factor/take-code.ts";
import { verifyPasskey } from "#lib/second-factor/verify-passkey.ts";
import { renewSession, type SessionChanges } from "#lib/sessions/sessions.ts";

/**
 * Re-authenticates the caller: by the second factor where they have one, else by the password.
 * Returns the session's new id. Throws `bad_request` for a wrong or insufficient proof, `conflict`
 * for a person without one, and `too_many_requests`.
 */
export async function proveIdentity(
  ctx: MerchantContext,
  input: ProveBody,
  party: RelyingParty,
): Promise<string> {
  requirePerson(ctx);
  requireRightWay(await findFactors(ctx, ctx.caller.userId), input);
  const { password, otp, passkey } = input;
  if (passkey) {
    const userId = await verifyPasskey(ctx, passkey, party, ctx.caller.userId);
    if (userId === null)
      throw proofWrong("passkey", "The passkey could not be verified", "passkey_refused");
    return inTransaction(ctx, (tx) => renew(tx, { hasSecondFactor: true }));
  }
  return otp ? proveByCode(ctx, otp) : proveByPassword(ctx, password ?? "");
}

function requireRightWay(factors: Factors, { password, otp, passkey }: ProveBody): void {
  if (hasSecondFactor(factors)) {
    if (password === undefined) return;
    const message = "Your account has a second factor. Send otp or passkey instead";
    throw invalidField("password", message);
  }
  if (!factors.hasPassword) {
    const message =
      "Your account has no password or second factor. Sign in again with your identity provider";
    throw new AppError("conflict", message);
  }
  const field = otp === undefined ? "passkey" : "otp";
  if (otp !== undefined || passkey !== undefined) {
    throw invalidField(field, "Your account has no second factor. Send the password instead");
  }
}

async function proveByCode(ctx: MerchantContext, otp: string): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    // The person before their factors, as whoever changes these does.
    await lockPerson(tx, tx.caller.userId);
    const taken = await takeCode(tx, tx.caller.userId, otp);
    const message = "This code is incorrect, expired, or already used";
    if (!taken) throw proofWrong("otp", message, "wrong_code");
    const { recoveryCodesLeft } = taken;
    if (recoveryCodesLeft !== null) await recordSpentCode(tx, recoveryCodesLeft);
    return renew(tx, { hasSecondFactor: true });
  });
}

async function proveByPassword(ctx: MerchantContext, password: string): Promise<string> {
  const [user] = await ctx.db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, ctx.caller.userId));
  if (!(await isPasswordRight(ctx, user, password))) {
    throw proofWrong("password", "Incorrect password", "wrong_password");
  }
  return inTransaction(ctx, (tx) => renew(tx, {}));
}

function proofWrong(field: string, message: string, reason: string): AppError {
  return invalidField(field, message, { action: "security.step_up_failed", reason });
}

async function renew(ctx: MerchantContext, changes: SessionChanges): Promise<string> {
  await recordEvent(ctx, { action: "account.proved" });
  return renewSession(ctx, { ...changes, isProved: true });
}
