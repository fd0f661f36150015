import { createHmac, type KeyObject, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { keyPrefixLength } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretLength = 43;
const checksumLength = 6;
/** The most that POSIX lets a regular expression repeat is 255. */
const maxTailLength = 248;

/** The marks of an operator's keys: `ks_live_` for prefix `ks` and environment `live`. */
function markOf(prefix: string, environment: Environment): string {
  return `${prefix}_${environment}_`;
}

/** The random part of a full key: 43 base62 characters, 256 bits of the system's random source. */
export function generateSecret(): string {
  return randomBase62(secretLength);
}

/**
 * The full key of a random part: mark, random part, and the checksum of both. Shown once, stored
 * nowhere.
 */
export function assembleFullKey(prefix: string, environment: Environment, secret: string): string {
  return withChecksum(markOf(prefix, environment) + secret);
}

/** A new full key. */
export function generateFullKey(prefix: string, environment: Environment): string {
  return assembleFullKey(prefix, environment, generateSecret());
}

/**
 * Source of a regular expression, the same in RE2, JavaScript and Python, that matches every full key
 * of a prefix wherever it stands: escaped as `\n` or `%20`, what is before it ends in a letter or a
 * digit, so no boundary is asked for. What else it matches, the checksum refuses.
 */
export function fullKeyPattern(prefix: string): string {
  return tokenPattern(`${prefix}_(?:live|test)_`);
}

/** The full keys that a text holds, as far as pattern and checksum tell, in their order. */
export function findFullKeys(prefix: string, text: string): string[] {
  return findTokens(fullKeyPattern(prefix), text);
}

/** As `findFullKeys`, of any `tokenPattern`: also where another word follows without a space. */
export function findTokens(pattern: string, text: string): string[] {
  // Within a lookahead, so that a match does not use up the beginning of the next one.
  const matches = text.matchAll(new RegExp(`(?=(${pattern}))`, "g"));
  return Array.from(matches, ([, longest = ""]) => {
    const tailStart = longest.lastIndexOf("_") + 1;
    const usual = longest.slice(0, tailStart + secretLength + checksumLength);
    return [longest, usual].find(hasChecksum) ?? [];
  }).flat();
}

/** Whether `text` can be a full key with this prefix: shape and checksum, without any look-up. */
export function isWellFormed(prefix: string, text: string): boolean {
  return isToken(fullKeyPattern(prefix), text);
}

/** The environment that the mark of a well-formed full key names. */
export function getEnvironment(fullKey: string): Environment {
  return fullKey.startsWith("live_", fullKey.indexOf("_") + 1) ? "live" : "test";
}

/** What may be shown of a full key. */
export function getKeyPrefix(fullKey: string): string {
  return fullKey.slice(0, keyPrefixLength);
}

/** HMAC-SHA-256, 32 bytes: a full key holds 256 random bits, so it needs no slow password hash. */
export function hashFullKey(secret: KeyObject, fullKey: string): Buffer {
  return createHmac("sha256", secret).update(fullKey).digest();
}

/** A token of any kind: its mark and random part, followed by the checksum of both. */
export function withChecksum(body: string): string {
  return body + checksumOf(body);
}

/** Source of a regular expression for the tokens with a mark, which is such a source itself. */
export function tokenPattern(mark: string): string {
  return `${mark}[0-9A-Za-z]{${secretLength + checksumLength},${maxTailLength}}`;
}

const wholePatterns = new Map<string, RegExp>();

/** Whether all of a text is a token: a `tokenPattern` matches it, and its checksum is right. */
export function isToken(pattern: string, text: string): boolean {
  const whole = wholePatterns.get(pattern) ?? new RegExp(`^${pattern}$`);
  wholePatterns.set(pattern, whole);
  return whole.test(text) && hasChecksum(text);
}

function hasChecksum(text: string): boolean {
  return text.endsWith(checksumOf(text.slice(0, -checksumLength)));
}

/** CRC-32 (the polynomial of zlib) as six base62 digits, the most significant first. */
function checksumOf(body: string): string {
  let rest = crc32(body);
  let digits = "";
  for (let i = 0; i < checksumLength; i++) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}

/** Bytes past the last whole multiple of 62 are thrown away: each character stays equally likely. */
function randomBase62(length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length + 8)) {
      if (byte < limit && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
