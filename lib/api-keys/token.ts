import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { shownCharacters } from "#lib/api-keys/constants.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { computeHmac, computeHmacs, type KeyRing } from "#lib/key-ring.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretLength = 43;
const checksumLength = 6;
/** The hashes of one full key under each version of the secret, that of new keys first. */
export type KeyHashes = ReturnType<typeof computeHmacs>;

/** The most that POSIX lets a regular expression repeat is 255. */
const maxTailLength = 248;

/** Returns the start of an operator's keys: `ks_live_` for prefix `ks` and environment `live`. */
function getKeyStart(prefix: string, environment: Environment): string {
  return `${prefix}_${environment}_`;
}

/** Generates the random part of a full key: 43 base62 characters, 256 bits. */
export function generateSecret(): string {
  return randomBase62(secretLength);
}

/** Returns the full key of a random part, with the checksum. Shown once, stored nowhere. */
export function assembleFullKey(prefix: string, environment: Environment, secret: string): string {
  return withChecksum(getKeyStart(prefix, environment) + secret);
}

/** Generates a full key. */
export function generateFullKey(prefix: string, environment: Environment): string {
  return assembleFullKey(prefix, environment, generateSecret());
}

/**
 * Returns the source of a regular expression, for RE2, JavaScript and Python, that matches every
 * full key of a prefix. It asks for no boundary: escaped as `\n` or `%20`, the text before may end
 * in a letter or digit. The checksum refuses whatever else it matches.
 */
export function fullKeyPattern(prefix: string): string {
  return tokenPattern(`${prefix}_(?:live|test)_`);
}

/** Finds the full keys in a text by pattern and checksum, in their order. */
export function findFullKeys(prefix: string, text: string): string[] {
  return findTokens(fullKeyPattern(prefix), text);
}

/** Like `findFullKeys`, for any `tokenPattern`, even if another word follows without a space. */
export function findTokens(pattern: string, text: string): string[] {
  // Within a lookahead, so that a match does not use up the beginning of the next one.
  const matches = text.matchAll(new RegExp(`(?=(${pattern}))`, "g"));
  return Array.from(matches, ([, longest = ""]) => {
    const tailStart = longest.lastIndexOf("_") + 1;
    const usual = longest.slice(0, tailStart + secretLength + checksumLength);
    return [longest, usual].find(hasChecksum) ?? [];
  }).flat();
}

/** Whether `text` has the shape and checksum of a full key with this prefix; no look-up. */
export function isWellFormed(prefix: string, text: string): boolean {
  return isToken(fullKeyPattern(prefix), text);
}

/** Returns the environment that a well-formed full key names. */
export function getEnvironment(fullKey: string): Environment {
  return fullKey.startsWith("live_", fullKey.indexOf("_") + 1) ? "live" : "test";
}

/** Returns the visible start of a full key: `ks_live_abc1`. */
export function getKeyPrefix(fullKey: string): string {
  return fullKey.slice(0, fullKey.lastIndexOf("_") + 1 + shownCharacters);
}

/** HMAC-SHA-256, 32 bytes: a full key holds 256 random bits, so it needs no slow password hash. */
export function hashFullKey(ring: KeyRing, fullKey: string): Buffer {
  return computeHmac(ring, fullKey);
}

/** As `hashFullKey`, under each version of the secret: the key may be stored under any of them. */
export function hashFullKeys(ring: KeyRing, fullKey: string): KeyHashes {
  return computeHmacs(ring, fullKey);
}

/** Appends the checksum to a token of any kind. */
export function withChecksum(body: string): string {
  return body + computeChecksum(body);
}

/** Returns the source of a regular expression for tokens with this start, itself such a source. */
export function tokenPattern(mark: string): string {
  return `${mark}[0-9A-Za-z]{${secretLength + checksumLength},${maxTailLength}}`;
}

const wholePatterns = new Map<string, RegExp>();

/** Whether all of a text is a token: it matches a `tokenPattern` and its checksum is right. */
export function isToken(pattern: string, text: string): boolean {
  const whole = wholePatterns.get(pattern) ?? new RegExp(`^${pattern}$`);
  wholePatterns.set(pattern, whole);
  return whole.test(text) && hasChecksum(text);
}

function hasChecksum(text: string): boolean {
  return text.endsWith(computeChecksum(text.slice(0, -checksumLength)));
}

/** Computes CRC-32 (zlib's polynomial) as six base62 digits, the most significant first. */
function computeChecksum(body: string): string {
  let rest = crc32(body);
  let digits = "";
  for (let i = 0; i < checksumLength; i++) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}

/** Drops bytes past the last whole multiple of 62, so that each character stays equally likely. */
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
