import { invalidToken, verifyAccessToken } from "#lib/auth/access-token.ts";
import { cookieNameFor, isSecureRequest, readSessionId } from "#lib/auth/cookie.ts";
import { findSession } from "#lib/auth/sessions.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** The `iss` of access tokens: the public address, or the local one where none is declared. */
export function issuerOf(env: Env): string {
  return env.KEYSMITH_URL ?? "http://localhost";
}

/**
 * Who asks: a bearer token where one is sent, else the portal's session cookie, which changes
 * something only from the portal's own origin. Throws `unauthorized`, `forbidden`.
 */
export async function findCaller(
  ctx: Context,
  request: Request,
  env: Env,
): Promise<MerchantContext> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return findTokenCaller(ctx, authorization, env);
  const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
  const cookie = readCookie(request.headers, cookieNameFor(isSecure));
  const sessionId = await readSessionId(cookie, env.KEYSMITH_SESSION_SECRET);
  const caller = sessionId ? await findSession(ctx, "portal", sessionId) : null;
  if (!caller) throw new AppError("unauthorized");
  if (!safeMethods.has(request.method) && !isOwnOrigin(request.headers, env.KEYSMITH_URL)) {
    throw new AppError("forbidden");
  }
  return caller;
}

/** The token of an `Authorization: Bearer` header, or null for any other scheme. */
export function readBearer(authorization: string): string | null {
  return /^Bearer +([^\s]+)$/i.exec(authorization)?.[1] ?? null;
}

async function findTokenCaller(ctx: Context, authorization: string, env: Env) {
  const token = readBearer(authorization);
  if (!token) throw invalidToken();
  const claims = await verifyAccessToken(ctx, token, issuerOf(env));
  const caller = await findSession(ctx, "token", claims.sessionId, claims.scopes);
  if (!caller) throw invalidToken();
  return caller;
}

function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = headers.get("cookie")?.split(";") ?? [];
  const pair = pairs.find((candidate) => candidate.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/** Browsers send Origin with every request that can change something; no Origin, no change. */
function isOwnOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  if (publicUrl) return origin === publicUrl;
  return new URL(origin).host === headers.get("host");
}
