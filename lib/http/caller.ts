import { invalidToken, verifyAccessToken } from "#lib/auth/access-token.ts";
import { getCookieName, portalClaim, readCookie, readSessionId } from "#lib/auth/cookie.ts";
import { readIssuerClaim } from "#lib/auth/trusted-issuers.ts";
import {
  type Claim,
  type Context,
  type MerchantContext,
  type OperatorCaller,
  sessionEnded,
} from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { readBearer } from "#lib/http/bearer.ts";
import type { About } from "#lib/http/serve.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import { findSession } from "#lib/sessions/sessions.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

export type Asked = Pick<About, "request" | "env" | "isSecure">;

/**
 * Reads which session a request names: by its bearer token, else by the portal's cookie, which may
 * change something only from the portal's own origin. Throws `unauthorized`, `forbidden`.
 */
export async function readClaim(ctx: Context, { request, env, isSecure }: Asked): Promise<Claim> {
  const { headers, method } = request;
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = readBearer(authorization);
    if (!token) throw invalidToken();
    const issued = await readIssuerClaim(ctx, token, env.TRUSTED_ISSUERS);
    return noteClaim(ctx, issued ?? (await verifyAccessToken(ctx, token)));
  }
  const cookie = readCookie(headers, getCookieName(isSecure));
  const sessionId = await readSessionId(cookie, env.KEYSMITH_SESSION_SECRET);
  if (!sessionId) throw new AppError("unauthorized");
  const claim = noteClaim(ctx, portalClaim(sessionId));
  if (!safeMethods.has(method)) requireOwnOrigin(headers, env);
  return claim;
}

function noteClaim({ request }: Context, claim: Claim): Claim {
  request.sender = { ...request.sender, via: claim.kind, sessionId: claim.sessionId };
  return claim;
}

/**
 * Finds the caller; null for an anonymous one. An invalid bearer token is an error, not an anonymous
 * caller: throws `unauthorized`, and `forbidden` for a cookie from another origin.
 */
export async function findCaller(ctx: Context, about: Asked): Promise<MerchantContext | null> {
  const hasToken = about.request.headers.has("authorization");
  const claim = await readClaim(ctx, about).catch((refusal) => {
    if (!hasToken && refusal instanceof AppError && refusal.code === "unauthorized") return null;
    throw refusal;
  });
  if (!claim) return null;
  const caller = await findSession(ctx, claim);
  if (!caller && hasToken) throw sessionEnded(claim);
  return caller;
}

/** Throws `forbidden` unless the portal's own page asks, for what a cookie alone allows. */
export function requireOwnOrigin(headers: Headers, env: Env): void {
  if (isOwnOrigin(headers, env.KEYSMITH_URL)) return;
  const security = { action: "security.cross_origin_refused", reason: "origin" } as const;
  throw new AppError("forbidden", undefined, { security });
}

/**
 * Requires a service token with a scope, and returns which one it is. Throws `unauthorized`, `forbidden`.
 * @param staleIfDownMs how long a token that was valid stays so while the database is away
 */
export async function requireServiceToken(
  ctx: Context,
  { headers }: Request,
  scope: ServiceTokenScope,
  staleIfDownMs?: number,
): Promise<OperatorCaller> {
  const authorization = headers.get("authorization");
  if (authorization === null) throw new AppError("unauthorized");
  const { id, name } = await authenticateServiceToken(
    ctx,
    readBearer(authorization) ?? "",
    scope,
    staleIfDownMs,
  );
  return { serviceTokenId: id, name, onBehalfOf: null };
}

/** Browsers send Origin with every request that can change something; no Origin, no change. */
function isOwnOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  if (publicUrl) return origin === publicUrl;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return new URL(origin).host === host;
}
