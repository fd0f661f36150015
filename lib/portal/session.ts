import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { cookieNameFor, isSecureRequest, portalClaim, readSessionId } from "#lib/auth/cookie.ts";
import type { MerchantContext } from "#lib/context.ts";
import { describeRequest } from "#lib/http/request.ts";
import { paths } from "#lib/paths.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { findSession } from "#lib/sessions/sessions.ts";

/** Who looks at this page, or null; one look-up a page however often it is asked. */
export const findPortal = cache(async (): Promise<MerchantContext | null> => {
  const [requestHeaders, jar] = await Promise.all([headers(), cookies()]);
  const { env } = getServer();
  const isSecure = isSecureRequest(requestHeaders, env.KEYSMITH_URL);
  const cookie = jar.get(cookieNameFor(isSecure))?.value;
  const sessionId = await readSessionId(cookie, env.KEYSMITH_SESSION_SECRET);
  if (!sessionId) return null;
  const ctx = createContext(describeRequest(requestHeaders));
  ctx.lastSeen.record(sessionId, ctx.request.address);
  return findSession(ctx, portalClaim(sessionId));
});

/**
 * As `findPortal`, but sends whoever is not signed in to the sign-in page and back, and whoever
 * lacks the second factor that the company demands to where it is added.
 */
export async function requirePortal(returnTo?: string): Promise<MerchantContext> {
  const ctx = await findPortal();
  if (ctx?.session.lacksSecondFactor && returnTo !== paths.account) redirect(paths.account);
  if (ctx) return ctx;
  const search = returnTo ? `?callbackUrl=${encodeURIComponent(returnTo)}` : "";
  redirect(paths.signIn + search);
}
