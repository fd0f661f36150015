import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { renewSession } from "#lib/sessions/sessions.ts";

/**
 * Does `work`, which adds a second factor that the caller has just shown, and gives their session
 * that factor, in one transaction. It is no new proof of who they are: the factor was not known
 * before. Returns the session's id from now on with the answer.
 */
export async function strengthenSession<T>(
  ctx: MerchantContext,
  work: (ctx: MerchantContext) => Promise<T>,
): Promise<{ answer: T; sessionId: string }> {
  return inTransaction(ctx, async (tx) => {
    const answer = await work(tx);
    const sessionId = await renewSession(tx, { hasSecondFactor: true });
    return { answer, sessionId };
  });
}
