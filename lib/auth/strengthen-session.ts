import { renewSession } from "#lib/auth/sessions.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";

/**
 * Does `work`, which adds a second factor that the caller has just shown, and lets their session
 * count as proved by it, in one transaction. Returns the session's id from now on with the answer.
 */
export async function strengthenSession<T>(
  ctx: MerchantContext,
  work: (ctx: MerchantContext) => Promise<T>,
): Promise<{ answer: T; sessionId: string }> {
  return inTransaction(ctx, async (tx) => {
    const answer = await work(tx);
    const sessionId = await renewSession(tx, { isProved: true, hasSecondFactor: true });
    return { answer, sessionId };
  });
}
