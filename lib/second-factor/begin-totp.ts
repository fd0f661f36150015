import { isNull, sql } from "drizzle-orm";
import { totpSecrets } from "#drizzle/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { seal } from "#lib/seal.ts";
import type { TotpSetup } from "#lib/second-factor/schema.ts";
import { describeTotp, newTotpSecret } from "#lib/second-factor/totp.ts";

/**
 * Creates a secret for the caller's authenticator app, which is active once a code confirms it;
 * replaces an unconfirmed one. Throws `conflict` if there is an app already.
 */
export async function beginTotp(ctx: MerchantContext): Promise<TotpSetup> {
  requirePerson(ctx);
  const { userId, email } = ctx.caller;
  const secret = newTotpSecret();
  const sealedSecret = seal(ctx.secrets.sealing, getSealUse(userId), secret);
  const begun = await ctx.db
    .insert(totpSecrets)
    .values({ userId, sealedSecret })
    .onConflictDoUpdate({
      target: totpSecrets.userId,
      set: { sealedSecret, createdAt: sql`now()`, lastPeriod: null },
      setWhere: isNull(totpSecrets.confirmedAt),
    })
    .returning({ userId: totpSecrets.userId });
  if (begun.length === 0) throw new AppError("conflict", "You already have an authenticator app");
  return describeTotp(secret, ctx.config.productName, email);
}

/** Binds an encrypted secret to its owner. */
export function getSealUse(userId: string): string {
  return `totp/${userId}`;
}
