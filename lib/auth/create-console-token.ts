import { type ConsoleToken, consoleTokenTtlSeconds } from "#lib/accounts/schema.ts";
import { signToken } from "#lib/auth/access-token.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";
import { startSession } from "#lib/sessions/sessions.ts";

/**
 * Creates an access token of five minutes for a portal user, in a session of its own that has the
 * same authentication strength and ends with the portal's.
 */
export async function createConsoleToken(ctx: MerchantContext): Promise<ConsoleToken> {
  const { merchantId, caller, claim } = ctx;
  const { userId, role } = caller;
  const { hasSecondFactor, provider, provedSecondsAgo } = ctx.session;
  const accessToken = await inTransaction(ctx, async (tx) => {
    const opened = await startSession(
      tx,
      "token",
      { merchantId, userId },
      { hasSecondFactor, provider, provedSecondsAgo },
      { lifeSeconds: consoleTokenTtlSeconds, openedBy: claim.sessionId },
    );
    return signToken(tx, {
      kind: "token",
      sessionId: opened.claim.sessionId,
      merchantId,
      userId,
      scopes: getPermissions(role),
      expiresAt: new Date(Date.now() + consoleTokenTtlSeconds * 1000),
    });
  });
  return { accessToken, tokenType: "Bearer", expiresIn: consoleTokenTtlSeconds };
}
