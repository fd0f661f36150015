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

/** The Set-Cookie that keeps an identity until its person has agreed; null takes it away. */
export function pendingIdentityLine(
  ctx: Context,
  isSecure: boolean,
  pending: PendingIdentity | null,
): string {
  const value = pending ? sealPendingIdentity(ctx, pending) : "";
  return setCookieLine(isSecure, { name: identityCookie, value, maxAge });
}

/** The identity that waits in this browser for its person to agree. */
export function readPendingIdentity(
  ctx: Context,
  headers: Headers,
  isSecure: boolean,
): PendingIdentity | null {
  const text = readCookie(headers, getCookieName(isSecure, identityCookie));
  return text ? openPendingIdentity(ctx, text) : null;
}

/**
 * The Set-Cookie that says that the next return from a provider is to link it to the account of a
 * session; null takes it away.
 */
export function linkingLine(ctx: Context, isSecure: boolean, sessionId: string | null): string {
  const sealed = sessionId && seal(ctx.secrets.sealing, linkingCookie, Buffer.from(sessionId));
  const value = sealed ? sealed.toString("base64url") : "";
  return setCookieLine(isSecure, { name: linkingCookie, value, maxAge });
}

/** The session whose account is to be linked, or null. */
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
