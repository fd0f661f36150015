import { hash } from "node:crypto";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import type { Claim } from "#lib/context.ts";
import type { SecretList } from "#lib/secret-list.ts";

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
  secrets: SecretList,
): Promise<string | null> {
  const claims = await decodeCookie(secrets, { token: cookie }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}

/** Decrypts a cookie of next-auth under whichever version of the secret it was made with. */
export async function decodeCookie(
  secrets: SecretList,
  params: Omit<JWTDecodeParams, "secret">,
): Promise<JWT | null> {
  const [first, ...others] = secrets;
  let result = decode({ ...params, secret: first.text });
  for (const { text } of others) result = result.catch(() => decode({ ...params, secret: text }));
  return result;
}

/**
 * Returns next-auth's CSRF cookie as the first version of the secret makes it, so that a form
 * that was opened before a rotation can be sent after it.
 */
export function renewCsrfCookie(value: string, [first, ...others]: SecretList): string {
  const [token = "", digest] = value.split("|");
  const isOurs = others.some(({ text }) => computeCsrfDigest(token, text) === digest);
  return isOurs ? `${token}|${computeCsrfDigest(token, first.text)}` : value;
}

/** As `createCSRFToken` of next-auth does. */
function computeCsrfDigest(token: string, secret: string): string {
  return hash("sha256", `${token}${secret}`, "hex");
}
