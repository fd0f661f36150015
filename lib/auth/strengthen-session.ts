import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { renewSession } from "#lib/sessions/sessions.ts";

/**
 * Runs `work`, which adds a second factor that the caller has just shown, and gives the session
 * that factor, in one transaction. It is no re-authentication: the factor was not known before.
 * Returns the session's new id with the result.
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
