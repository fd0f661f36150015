import { LRUCache } from "lru-cache";
import type { KeyAttributes } from "#lib/api-keys/schema.ts";
import type { KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import type { Change } from "#lib/verifier/protocol.ts";

/** Bounds the effect of a change that is never announced. */
const maxAgeMs = 5 * 60_000;
/** New keys are not announced. */
const unknownMaxAgeMs = 5000;
const unknownShare = 1 / 8;

/** Measured: overhead of an entry besides its texts, and size of an unknown key's entry. */
const entryBytes = 1100;
const unknownBytes = 250;

export interface StoredKey {
  record: KeyRecord;
  /** `performance.now()` after which the database must be queried again. */
  freshUntil: number;
  /** `performance.now()` at which the verdict changes by time alone. */
  unchangedUntil: number;
}

/** LRU store of keys, bounded in bytes. */
export class KeyStore {
  readonly #known: LRUCache<string, StoredKey>;
  readonly #unknown: LRUCache<string, number>;
  /** Entries by key id; a key has two while it is rotated. */
  readonly #names = new Map<string, string[]>();

  constructor(maxBytes: number) {
    this.#known = new LRUCache({
      // The cache does not accept a size of 0.
      maxSize: Math.max(1, maxBytes * (1 - unknownShare)),
      sizeCalculation: ({ record }) => entryBytes + textBytes(record),
      dispose: ({ record }, name, reason) => {
        if (reason !== "set") this.#removeName(record.keyId, name);
      },
    });
    const unknownCount = Math.max(1, Math.floor((maxBytes * unknownShare) / unknownBytes));
    this.#unknown = new LRUCache({ max: unknownCount });
  }

  get entries(): number {
    return this.#known.size + this.#unknown.size;
  }

  get bytes(): number {
    return this.#known.calculatedSize + this.#unknown.size * unknownBytes;
  }

  get(name: string): StoredKey | undefined {
    return this.#known.get(name);
  }

  /** Returns whether the database recently did not know this key. */
  isUnknown(name: string): boolean {
    const until = this.#unknown.get(name);
    return until !== undefined && performance.now() < until;
  }

  /** @param askedAt `performance.now()` before the statement was sent */
  put(name: string, record: KeyRecord | undefined, askedAt: number): void {
    // The call that finds a rotated secret's first use also changes the key.
    if (!record || record.isFirstUse) {
      this.#known.delete(name);
      if (!record) this.#unknown.set(name, askedAt + unknownMaxAgeMs);
      return;
    }
    const unchangedUntil = askedAt + (record.secondsLeft ?? Number.POSITIVE_INFINITY) * 1000;
    const freshUntil = Math.min(unchangedUntil, askedAt + maxAgeMs);
    this.#unknown.delete(name);
    this.#known.set(name, { record, unchangedUntil, freshUntil });
    if (!this.#known.has(name)) return;
    const names = this.#names.get(record.keyId);
    if (!names) this.#names.set(record.keyId, [name]);
    else if (!names.includes(name)) names.push(name);
  }

  drop(name: string): void {
    this.#known.delete(name);
    this.#unknown.delete(name);
  }

  forget({ kind, id }: Change): void {
    if (kind === "key") {
      for (const name of [...(this.#names.get(id) ?? [])]) this.#known.delete(name);
      return;
    }
    const field = kind === "merchant" ? "merchantId" : "applicationId";
    for (const [name, { record }] of this.#known.entries()) {
      if (record[field] === id) this.#known.delete(name);
    }
  }

  clear(): void {
    this.#known.clear();
    this.#unknown.clear();
    this.#names.clear();
  }

  #removeName(keyId: string, name: string): void {
    const names = this.#names.get(keyId)?.filter((each) => each !== name) ?? [];
    if (names.length > 0) this.#names.set(keyId, names);
    else this.#names.delete(keyId);
  }
}

/** Measured: a letter takes one byte or two, and never more than in UTF-8. */
function attributesBytes(attributes: KeyAttributes): number {
  return 400 + Math.ceil(1.2 * Buffer.byteLength(JSON.stringify(attributes)));
}

function textBytes({ scopes, ipAllowlist, attributes }: KeyRecord): number {
  let bytes = attributes === null ? 0 : attributesBytes(attributes);
  for (const text of scopes) bytes += 40 + text.length;
  for (const text of ipAllowlist) bytes += 40 + text.length;
  return bytes;
}
