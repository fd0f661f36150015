import { eq, sql } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { spendMailedToken } from "#lib/accounts/mailed-token.ts";
import { recordAccountEvent } from "#lib/accounts/record-account-event.ts";
import { type Context, inTransaction } from "#lib/context.ts";

/** Confirms the address that a link was mailed to. Throws `bad_request` for one that is not good. */
export async function verifyEmail(ctx: Context, { token }: { token: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { userId } = await spendMailedToken(tx, "verify_email", token);
    await tx.db.update(users).set({ emailVerifiedAt: sql`now()` }).where(eq(users.id, userId));
    await recordAccountEvent(tx, userId, "account.email_verified");
  });
}
