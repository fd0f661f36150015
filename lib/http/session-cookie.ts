import { encode } from "next-auth/jwt";
import { setCookieLine } from "#lib/auth/cookie.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import type { About } from "#lib/http/serve.ts";

/** Creates the Set-Cookie of a session that next-auth did not start, such as a renewed one. */
export async function createSessionCookie(
  { config }: Context,
  { env, isSecure }: Pick<About, "env" | "isSecure">,
  sessionId: string,
): Promise<string> {
  const maxAge = config.sessions.longestHours * 3600;
  const secret = env.KEYSMITH_SESSION_SECRET[0].text;
  const value = await encode({ token: { sid: sessionId }, secret, maxAge });
  return setCookieLine(isSecure, { name: "session", value, maxAge });
}

/** Sends the browser the new id of a renewed session; a token keeps its own. */
export async function sendRenewedCookie(
  ctx: MerchantContext,
  about: About,
  sessionId: string,
): Promise<void> {
  if (ctx.claim.kind !== "portal") return;
  about.headers.append("Set-Cookie", await createSessionCookie(ctx, about, sessionId));
}
