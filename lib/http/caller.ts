import { invalidToken, verifyAccessToken } from "#lib/auth/access-token.ts";
import {
  cookieNameFor,
  isSecureRequest,
  portalClaim,
  readCookie,
  readSessionId,
} from "#lib/auth/cookie.ts";
import { readIssuerClaim } from "#lib/auth/trusted-issuers.ts";
import { type Claim, type Context, type MerchantContext, sessionEnded } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { readBearer } from "#lib/http/bearer.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import { findSession } from "#lib/sessions/sessions.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Which session a request names: by a bearer token where one is sent, else by the portal's cookie,
 * which changes something only from the portal's own origin. Throws `unauthorized`, `forbidden`.
 */
export async function readClaim(ctx: Context, request: Request, env: Env): Promise<Claim> {
  const { headers, method } = request;
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = readBearer(authorization);
    if (!token) throw invalidToken();
    const issued = await readIssuerClaim(ctx, token, env.TRUSTED_ISSUERS);
    return noteClaim(ctx, issued ?? (await verifyAccessToken(ctx, token)));
  }
  const cookie = readCookie(headers, cookieNameFor(isSecureRequest(headers, env.KEYSMITH_URL)));
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
 * Who asks, or null for somebody who is not signed in. A bearer token that is not good is no
 * stranger's: throws `unauthorized`; and `forbidden` for a cookie that comes from elsewhere.
 */
export async function findCaller(
  ctx: Context,
  request: Request,
  env: Env,
): Promise<MerchantContext | null> {
  const hasToken = request.headers.has("authorization");
  const claim = await readClaim(ctx, request, env).catch((refusal) => {
    if (!hasToken && refusal instanceof AppError && refusal.code === "unauthorized") return null;
    throw refusal;
  });
  if (!claim) return null;
  const caller = await findSession(ctx, claim);
  if (!caller && hasToken) throw sessionEnded(claim);
  return caller;
}

/** Throws `forbidden` unless the portal's own page asks: for what a cookie alone allows. */
export function requireOwnOrigin(headers: Headers, env: Env): void {
  if (isOwnOrigin(headers, env.KEYSMITH_URL)) return;
  const security = { action: "security.cross_origin_refused", reason: "origin" } as const;
  throw new AppError("forbidden", undefined, { security });
}

/**
 * Admits a request that shows a service token with a scope, and nothing else. Throws `unauthorized`,
 * `forbidden`.
 * @param staleIfDownMs for how long more a token that was valid will do while the database is away
 */
export async function requireServiceToken(
  ctx: Context,
  { headers }: Request,
  scope: ServiceTokenScope,
  staleIfDownMs?: number,
): Promise<void> {
  const authorization = headers.get("authorization");
  if (authorization === null) throw new AppError("unauthorized");
  await authenticateServiceToken(ctx, readBearer(authorization) ?? "", scope, staleIfDownMs);
}

/** Browsers send Origin with every request that can change something; no Origin, no change. */
function isOwnOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  if (publicUrl) return origin === publicUrl;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return new URL(origin).host === host;
}
