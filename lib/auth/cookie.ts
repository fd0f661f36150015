import { decode } from "next-auth/jwt";
import type { Claim } from "#lib/context.ts";

/** Over TLS the prefix has the browser refuse one that a sibling domain sets (RFC 6265bis). */
export function getCookieName(isSecure: boolean, name = "session"): string {
  return `${isSecure ? "__Host-" : ""}keysmith.${name}`;
}

/** Returns the claim of the portal's cookie. */
export function portalClaim(sessionId: string): Claim {
  return { kind: "portal", sessionId, scopes: null };
}

/** The options of our cookies, so that only our own pages send them. */
export function getCookieOptions(isSecure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;
}

/** Returns a Set-Cookie with the same options; an empty value deletes the cookie. */
export function setCookieLine(
  isSecure: boolean,
  { name, value, maxAge }: { name: string; value: string; maxAge: number },
): string {
  const secure = isSecure ? "; Secure" : "";
  const age = value === "" ? 0 : maxAge;
  return `${getCookieName(isSecure, name)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** Returns the value of a cookie in a request. */
export function readCookie(headers: Headers, cookieName: string): string | undefined {
  const pairs = headers.get("cookie")?.split(";") ?? [];
  const pair = pairs.find((candidate) => candidate.trim().startsWith(`${cookieName}=`));
  return pair?.trim().slice(cookieName.length + 1);
}

/** Whether the browser came over TLS, to us or to a trusted proxy. */
export function isSecureRequest(headers: Headers, publicUrl: string | undefined): boolean {
  if (publicUrl) return publicUrl.startsWith("https:");
  return headers.get("x-forwarded-proto") === "https";
}

/**
 * Returns the session that a cookie names, or null for a cookie that this server did not create.
 */
export async function readSessionId(
  cookie: string | undefined,
  secret: string,
): Promise<string | null> {
  if (!cookie) return null;
  const claims = await decode({ token: cookie, secret }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}
