import { eq } from "drizzle-orm";
import {
  identities,
  passkeyChallenges,
  passkeys,
  recoveryCodes,
  sessions,
  totpSecrets,
} from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/** Takes every second factor and recovery code from a person. Call it in a transaction. */
export async function forgetFactors({ db }: Context, userId: string): Promise<void> {
  for (const table of [totpSecrets, recoveryCodes, passkeys, passkeyChallenges]) {
    await db.delete(table).where(eq(table.userId, userId));
  }
}

/**
 * Takes every way in from an account whose address nobody has confirmed: whoever made it may be
 * another than the one who now shows that the address is theirs. Call it in a transaction.
 */
export async function forgetStranger(ctx: Context, userId: string): Promise<void> {
  await forgetFactors(ctx, userId);
  await ctx.db.delete(identities).where(eq(identities.userId, userId));
  await ctx.db.delete(sessions).where(eq(sessions.userId, userId));
}
