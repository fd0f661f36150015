import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getCookieName, portalClaim, readSessionId } from "#lib/auth/cookie.ts";
import type { MerchantContext } from "#lib/context.ts";
import { pageUrlHeader } from "#lib/http/server/request-headers.ts";
import { paths } from "#lib/paths.ts";
import { getPageRequest } from "#lib/portal/request.ts";
import { explainSessionEnd, type SessionEnd } from "#lib/sessions/explain-end.ts";
import { findSession } from "#lib/sessions/sessions.ts";

/** Returns the id of the session in this page's cookie, live or not; null without a valid one. */
const getSessionId = cache(async (): Promise<string | null> => {
  const [{ env, isSecure }, jar] = await Promise.all([getPageRequest(), cookies()]);
  const cookie = jar.get(getCookieName(isSecure))?.value;
  return readSessionId(cookie, env.KEYSMITH_SESSION_SECRET);
});

/** Finds the viewer of this page, or null; one look-up per page however often it is called. */
export const findPortal = cache(async (): Promise<MerchantContext | null> => {
  const [{ ctx }, sessionId] = await Promise.all([getPageRequest(), getSessionId()]);
  if (!sessionId) return null;
  ctx.lastSeen.record(sessionId, ctx.request.address);
  return findSession(ctx, portalClaim(sessionId));
});

/**
 * Returns how the signed-out viewer's session ended, or null for a viewer who had none. A cookie
 * can be gone by itself; `isKnown` says that there was a session.
 */
export async function explainEndedSession(isKnown: boolean): Promise<SessionEnd | null> {
  const [{ ctx }, sessionId] = await Promise.all([getPageRequest(), getSessionId()]);
  if (sessionId) return explainSessionEnd(ctx, sessionId);
  return isKnown ? "ended" : null;
}

/**
 * Like `findPortal`, but redirects signed-out viewers to the sign-in page and back, and viewers
 * without a required second factor to its setup.
 */
export async function requirePortal(returnTo?: string): Promise<MerchantContext> {
  const ctx = await findPortal();
  if (ctx?.session.lacksSecondFactor && returnTo !== paths.account) redirect(paths.account);
  if (ctx) return ctx;
  const search = returnTo ? `?callbackUrl=${encodeURIComponent(returnTo)}` : "";
  redirect(paths.signIn + search);
}

/**
 * Like `requirePortal`, for a layout. It redirects before the page's loading state is sent, and with
 * it the status. Client-side navigations don't tell their URL to a layout: their page redirects.
 */
export async function requirePortalForDocument(): Promise<MerchantContext | null> {
  const { headers } = await getPageRequest();
  const url = headers.get(pageUrlHeader);
  return url === null ? findPortal() : requirePortal(url);
}
