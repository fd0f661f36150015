import { hash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { refreshTokens, sessions } from "#drizzle/schema.ts";
import type { RefreshBody, TokenAnswer } from "#lib/accounts/schema.ts";
import { accessTokenTtlSeconds, invalidToken, issueAccessToken } from "#lib/auth/access-token.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { findSession } from "#lib/sessions/sessions.ts";

/**
 * Issues an access token and its refresh token for the session of `ctx`. Call it in the transaction
 * that starts or locks the session, so that no token outlives it.
 */
export async function grantTokens(ctx: MerchantContext): Promise<TokenAnswer> {
  const refreshToken = randomBytes(32).toString("base64url");
  const accessToken = await issueAccessToken(ctx);
  const { sessionId } = ctx.claim;
  await ctx.db.insert(refreshTokens).values({ tokenHash: hashToken(refreshToken), sessionId });
  return { accessToken, tokenType: "Bearer", expiresIn: accessTokenTtlSeconds, refreshToken };
}

/**
 * Exchanges a refresh token for the next pair. A token used twice has been copied, so its whole
 * session ends (RFC 9700 section 4.14.2). Throws `unauthorized`.
 */
export async function refreshTokensOnce(
  ctx: Context,
  { refreshToken }: RefreshBody,
): Promise<TokenAnswer> {
  const tokenHash = hashToken(refreshToken);
  const answer = await inTransaction(ctx, async (tx) => {
    // The session first, as its end does it: of the two, one waits for the other.
    const [family] = await tx.db
      .select({ sessionId: sessions.id })
      .from(sessions)
      .innerJoin(refreshTokens, eq(refreshTokens.sessionId, sessions.id))
      .where(eq(refreshTokens.tokenHash, tokenHash))
      .for("key share", { of: sessions });
    if (!family) return null;
    const [spent] = await tx.db
      .update(refreshTokens)
      .set({ spentAt: new Date() })
      .where(and(eq(refreshTokens.tokenHash, tokenHash), isNull(refreshTokens.spentAt)))
      .returning({ sessionId: refreshTokens.sessionId });
    const session =
      spent && (await findSession(tx, { kind: "token", sessionId: spent.sessionId, scopes: null }));
    return session ? grantTokens(session) : null;
  });
  if (answer) return answer;
  if (!(await endFamily(ctx, tokenHash))) throw invalidToken();
  throw invalidToken(undefined, { action: "security.refresh_token_reused", reason: "spent" });
}

/** Returns whether there was one. */
async function endFamily(ctx: Context, tokenHash: Buffer): Promise<boolean> {
  const [reused] = await ctx.db
    .select({ sessionId: refreshTokens.sessionId })
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, tokenHash));
  if (!reused) return false;
  const [ended] = await ctx.db
    .delete(sessions)
    .where(eq(sessions.id, reused.sessionId))
    .returning({ userId: sessions.userId, merchantId: sessions.merchantId });
  if (ended) ctx.request.sender = { via: "token", ...ended, ...reused };
  return ended !== undefined;
}

function hashToken(refreshToken: string): Buffer {
  return hash("sha256", refreshToken, "buffer");
}
