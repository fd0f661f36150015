import { createHmac, type KeyObject } from "node:crypto";

export interface VersionedKey {
  version: number;
  key: KeyObject;
}

/** Keys for one use, from each version of a secret: the first makes new values, all are accepted. */
export type KeyRing = readonly [VersionedKey, ...VersionedKey[]];

export interface VersionedHash {
  version: number;
  hash: Buffer;
}

/** Computes the HMAC-SHA-256 of a text under the first key. */
export function computeHmac([first]: KeyRing, text: string): Buffer {
  return hashUnder(first, text);
}

/** Computes the HMAC-SHA-256 of a text under each key, in their order. */
export function computeHmacs(ring: KeyRing, text: string): [VersionedHash, ...VersionedHash[]] {
  const [first, ...others] = ring;
  const toHash = (key: VersionedKey) => ({ version: key.version, hash: hashUnder(key, text) });
  return [toHash(first), ...others.map(toHash)];
}

/** Returns a ring of keys that are derived from those of another one. */
export function mapRing(
  [first, ...others]: KeyRing,
  derive: (key: KeyObject) => KeyObject,
): KeyRing {
  const map = ({ version, key }: VersionedKey) => ({ version, key: derive(key) });
  return [map(first), ...others.map(map)];
}

function hashUnder({ key }: VersionedKey, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
