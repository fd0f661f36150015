import { encode } from "next-auth/jwt";
import { isSecureRequest, setCookieLine } from "#lib/auth/cookie.ts";
import type { Context } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";

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
