import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import type { KeyRing } from "#lib/key-ring.ts";

const nonceBytes = 12;
const tagBytes = 16;
/** In front of the version; what the first version seals has no header. */
const mark = Buffer.from("\0KSv", "latin1");
export const sealHeaderBytes = mark.length + 2;

/** Encrypts with AES-256-GCM: header, nonce, tag, ciphertext. `use` is bound as AAD. */
export function seal([{ version, key }]: KeyRing, use: string, plain: Buffer): Buffer {
  return Buffer.concat([getSealHeader(version), encrypt(key, use, plain)]);
}

/** Decrypts the output of `seal`. Throws if the key, the use or any bit differs. */
export function unseal(ring: KeyRing, use: string, sealed: Buffer): Buffer {
  const version = getSealVersion(sealed);
  const known = ring.find((key) => key.version === version);
  if (!known)
    throw new Error(`This was sealed by version v${version} of a secret, which is not set`);
  return decrypt(known.key, use, sealed.subarray(getSealHeader(version).length));
}

/** Returns the start of everything that a version of the secret seals; empty for the first one. */
export function getSealHeader(version: number): Buffer {
  if (version === 1) return Buffer.alloc(0);
  const number = Buffer.alloc(2);
  number.writeUInt16BE(version);
  return Buffer.concat([mark, number]);
}

/** Returns the version of the secret that sealed these bytes. */
export function getSealVersion(sealed: Buffer): number {
  const isMarked = sealed.length >= sealHeaderBytes && sealed.subarray(0, mark.length).equals(mark);
  return isMarked ? sealed.readUInt16BE(mark.length) : 1;
}

function encrypt(key: KeyObject, use: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(use));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function decrypt(key: KeyObject, use: string, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(use));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
}
