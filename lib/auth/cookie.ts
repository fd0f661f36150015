import { decode } from "next-auth/jwt";
import type { Claim } from "#lib/context.ts";

/** Over TLS the prefix has the browser refuse one that a sibling domain sets (RFC 6265bis). */
export function cookieNameFor(isSecure: boolean): string {
  return isSecure ? "__Host-keysmith.session" : "keysmith.session";
}

/** What the portal's cookie claims. */
export function portalClaim(sessionId: string): Claim {
  return { kind: "portal", sessionId, scopes: null };
}

/** What next-auth sets a cookie with, so that only our pages over the browser's best way send it. */
export function cookieOptionsFor(isSecure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;
}

/** Whether the browser came over TLS: to us, or to the trusted proxy that says so. */
export function isSecureRequest(headers: Headers, publicUrl: string | undefined): boolean {
  if (publicUrl) return publicUrl.startsWith("https:");
  return headers.get("x-forwarded-proto") === "https";
}

/** The session that a cookie names, or null for one that this server did not make. */
export async function readSessionId(
  cookie: string | undefined,
  secret: string,
): Promise<string | null> {
  if (!cookie) return null;
  const claims = await decode({ token: cookie, secret }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}
