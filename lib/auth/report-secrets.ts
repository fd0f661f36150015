import { type LeakReport, reportLeaks } from "#lib/api-keys/leaks/report-leaks.ts";
import { type LeakedToken, revokeLeakedTokens } from "#lib/api-tokens/report-leaks.ts";
import { findJwts } from "#lib/api-tokens/token.ts";
import { verifyAccessToken } from "#lib/auth/access-token.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

interface Reports {
  reports: readonly LeakReport[];
  /** Completes "reported …", such as `by GitHub`. */
  reporter: string;
}

/**
 * Revokes every API key and API token of ours in the reports and notifies their owners; a repeat
 * changes nothing.
 * @returns for each report whether it names a key or a token of ours
 */
export async function reportSecrets(ctx: Context, input: Reports): Promise<boolean[]> {
  const { reports, reporter } = input;
  const tokens = await Promise.all(reports.map((report) => findTokens(ctx, report)));
  await revokeLeakedTokens(ctx, tokens.flat());
  const haveKeys = await reportLeaks(ctx, { reports, reporter });
  return reports.map((_, index) => haveKeys[index] === true || tokens[index]?.length !== 0);
}

/** Finds tokens by their signature alone: ending one checks its session. */
async function findTokens(ctx: Context, { text, url }: LeakReport): Promise<LeakedToken[]> {
  const claims = await Promise.all(
    findJwts(text).map((jwt) => verifyAccessToken(ctx, jwt).catch(toNoClaim)),
  );
  return claims.flatMap((claim) =>
    claim?.kind === "api_token" ? [{ id: claim.sessionId, url }] : [],
  );
}

function toNoClaim(error: unknown): null {
  if (error instanceof AppError && error.code === "unauthorized") return null;
  throw error;
}
