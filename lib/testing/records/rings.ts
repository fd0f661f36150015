import { createSecretKey } from "node:crypto";
import type { KeyRing, VersionedKey } from "#lib/key-ring.ts";

/** Creates a ring of keys for a test; the same version is the same key each time. */
export function createRing(first: number, ...others: number[]): KeyRing {
  const toKey = (version: number): VersionedKey => ({
    version,
    key: createSecretKey(Buffer.alloc(32, version)),
  });
  return [toKey(first), ...others.map(toKey)];
}
