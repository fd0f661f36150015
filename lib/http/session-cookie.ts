import { encode } from "next-auth/jwt";
import { isSecureRequest, setCookieLine } from "#lib/auth/cookie.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import type { About } from "#lib/http/serve.ts";

/** The Set-Cookie of a session that next-auth did not begin, such as one that was renewed. */
export async function sessionCookieOf(
  { config }: Context,
  requestHeaders: Headers,
  env: Env,
  sessionId: string,
): Promise<string> {
  const isSecure = isSecureRequest(requestHeaders, env.KEYSMITH_URL);
  const maxAge = config.sessions.longestHours * 3600;
  const secret = env.KEYSMITH_SESSION_SECRET;
  const value = await encode({ token: { sid: sessionId }, secret, maxAge });
  return setCookieLine(isSecure, { name: "session", value, maxAge });
}

/** Has the answer tell the browser the new id of a session that was renewed; tokens need no word. */
export async function sendRenewedCookie(
  ctx: MerchantContext,
  { request, env, headers }: About,
  sessionId: string,
): Promise<void> {
  if (ctx.claim.kind !== "portal") return;
  headers.append("Set-Cookie", await sessionCookieOf(ctx, request.headers, env, sessionId));
}
