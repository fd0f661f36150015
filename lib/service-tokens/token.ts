import { generateSecret, isToken, tokenPattern, withChecksum } from "#lib/api-keys/token.ts";
import { computeHmac, type KeyRing } from "#lib/key-ring.ts";

const shownCharacters = 5;

function getTokenStart(prefix: string): string {
  return `${prefix}_svc_`;
}

/** Creates a token with the structure of a full key and the prefix `ks_svc_` for prefix `ks`. */
export function generateServiceToken(prefix: string): string {
  return withChecksum(getTokenStart(prefix) + generateSecret());
}

/** As `fullKeyPattern`, for service tokens. */
export function serviceTokenPattern(prefix: string): string {
  return tokenPattern(getTokenStart(prefix));
}

/** Checks shape and checksum of a possible service token, without a look-up. */
export function isServiceToken(prefix: string, text: string): boolean {
  return isToken(serviceTokenPattern(prefix), text);
}

/** Returns the visible part of a token. */
export function getTokenPrefix(token: string): string {
  return token.slice(0, token.lastIndexOf("_") + 1 + shownCharacters);
}

/** HMAC-SHA-256, 32 bytes. */
export function hashServiceToken(ring: KeyRing, token: string): Buffer {
  return computeHmac(ring, token);
}
