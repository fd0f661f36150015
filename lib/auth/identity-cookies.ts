import { getCookieName, readCookie, setCookieLine } from "#lib/auth/cookie.ts";
import type { Context } from "#lib/context.ts";
import {
  openPendingIdentity,
  type PendingIdentity,
  pendingSeconds,
  sealPendingIdentity,
} from "#lib/identities/pending.ts";
import { seal, unseal } from "#lib/seal.ts";

const identityCookie = "identity";
const linkingCookie = "linking";
const maxAge = pendingSeconds;

/** Returns the Set-Cookie that keeps an identity until its person consents; null deletes it. */
export function pendingIdentityLine(
  ctx: Context,
  isSecure: boolean,
  pending: PendingIdentity | null,
): string {
  const value = pending ? sealPendingIdentity(ctx, pending) : "";
  return setCookieLine(isSecure, { name: identityCookie, value, maxAge });
}

/** Returns the identity that waits in this browser for its person's consent. */
export function readPendingIdentity(
  ctx: Context,
  headers: Headers,
  isSecure: boolean,
): PendingIdentity | null {
  const text = readCookie(headers, getCookieName(isSecure, identityCookie));
  return text ? openPendingIdentity(ctx, text) : null;
}

/**
 * Returns the Set-Cookie by which the next return from a provider links it to the account of a
 * session; null deletes it.
 */
export function linkingLine(ctx: Context, isSecure: boolean, sessionId: string | null): string {
  const sealed = sessionId && seal(ctx.secrets.sealing, linkingCookie, Buffer.from(sessionId));
  const value = sealed ? sealed.toString("base64url") : "";
  return setCookieLine(isSecure, { name: linkingCookie, value, maxAge });
}

/** Returns the session whose account is to be linked, or null. */
export function readLinking(ctx: Context, headers: Headers, isSecure: boolean): string | null {
  const text = readCookie(headers, getCookieName(isSecure, linkingCookie));
  if (!text) return null;
  try {
    const sealed = Buffer.from(text, "base64url");
    return unseal(ctx.secrets.sealing, linkingCookie, sealed).toString();
  } catch {
    return null;
  }
}
