import { eq } from "drizzle-orm";
import { passkeyChallenges, passkeys, recoveryCodes, totpSecrets } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/** Removes every second factor and recovery code of a person. Call it in a transaction. */
export async function forgetFactors({ db }: Context, userId: string): Promise<void> {
  for (const table of [totpSecrets, recoveryCodes, passkeys, passkeyChallenges]) {
    await db.delete(table).where(eq(table.userId, userId));
  }
}
