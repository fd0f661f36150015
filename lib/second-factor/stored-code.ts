import { createHmac, timingSafeEqual } from "node:crypto";
import type { Secrets } from "#lib/context.ts";
import { seal, unseal } from "#lib/seal.ts";

const hashBytes = 32;

type CodeSecrets = Pick<Secrets, "recoveryCode" | "sealing">;

/** A keyed hash beside its key, so that it can be sealed anew without the code. */
interface OpenedCode {
  key: Buffer;
  hash: Buffer;
}

/**
 * Returns what the database keeps of a normalized recovery code. The first version of the secret
 * keeps a bare hash, as releases before rotation did.
 */
export function storeCode(secrets: CodeSecrets, userId: string, code: string): Buffer {
  const [{ version, key: keyObject }] = secrets.recoveryCode;
  const key = keyObject.export();
  const hash = hashCode(key, userId, code);
  return version === 1 ? hash : sealCode(secrets, userId, { key, hash });
}

/** Returns whether a stored value is that of a normalized recovery code. */
export function isStoredCode(
  secrets: CodeSecrets,
  userId: string,
  stored: Buffer,
  code: string,
): boolean {
  const { key, hash } = openCode(secrets, userId, stored);
  return timingSafeEqual(hashCode(key, userId, code), hash);
}

/** Returns the stored value under the first version of the secret; the code stays the same. */
export function resealCode(secrets: CodeSecrets, userId: string, stored: Buffer): Buffer {
  return sealCode(secrets, userId, openCode(secrets, userId, stored));
}

function openCode(secrets: CodeSecrets, userId: string, stored: Buffer): OpenedCode {
  if (stored.length === hashBytes) {
    const first = secrets.recoveryCode.find(({ version }) => version === 1);
    if (!first) throw new Error("A recovery code needs version v1 of a secret, which is not set");
    return { key: first.key.export(), hash: stored };
  }
  const opened = unseal(secrets.sealing, getSealUse(userId), stored);
  return { key: opened.subarray(0, -hashBytes), hash: opened.subarray(-hashBytes) };
}

function sealCode({ sealing }: CodeSecrets, userId: string, { key, hash }: OpenedCode): Buffer {
  return seal(sealing, getSealUse(userId), Buffer.concat([key, hash]));
}

function getSealUse(userId: string): string {
  return `recovery-code/${userId}`;
}

function hashCode(key: Buffer, userId: string, code: string): Buffer {
  return createHmac("sha256", key).update(`${userId} ${code}`).digest();
}
