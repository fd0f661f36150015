import { decode } from "next-auth/jwt";
import type { Claim } from "#lib/context.ts";

/** Over TLS the prefix has the browser refuse one that a sibling domain sets (RFC 6265bis). */
export function getCookieName(isSecure: boolean, name = "session"): string {
  return `${isSecure ? "__Host-" : ""}keysmith.${name}`;
}

/** What the portal's cookie claims. */
export function portalClaim(sessionId: string): Claim {
  return { kind: "portal", sessionId, scopes: null };
}

/** What next-auth sets a cookie with, so that only our pages over the browser's best way send it. */
export function getCookieOptions(isSecure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;
}

/** A Set-Cookie with the same options; an empty value takes the cookie away. */
export function setCookieLine(
  isSecure: boolean,
  { name, value, maxAge }: { name: string; value: string; maxAge: number },
): string {
  const secure = isSecure ? "; Secure" : "";
  const age = value === "" ? 0 : maxAge;
  return `${getCookieName(isSecure, name)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** The value of a request's cookie of ours. */
export function readCookie(headers: Headers, cookieName: string): string | undefined {
  const pairs = headers.get("cookie")?.split(";") ?? [];
  const pair = pairs.find((candidate) => candidate.trim().startsWith(`${cookieName}=`));
  return pair?.trim().slice(cookieName.length + 1);
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
