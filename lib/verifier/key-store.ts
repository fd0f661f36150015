import { LRUCache } from "lru-cache";
import type { KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import type { Change } from "#lib/verifier/protocol.ts";

/** Nothing is remembered for longer, should a change ever not be announced. */
const maxAgeMs = 5 * 60_000;
/** A key may be made at any moment, which is not announced. */
const unknownMaxAgeMs = 5000;
const unknownShare = 1 / 8;

/** Measured: what an entry takes besides its texts, and one of an unknown key. */
const entryBytes = 1100;
const unknownBytes = 250;

export interface StoredKey {
  record: KeyRecord;
  /** `performance.now()` at which the database is to be asked again. */
  goodUntil: number;
  /** The same, at which time alone makes it another verdict. */
  sameUntil: number;
}

/** Keys by the name of their hash, bounded in bytes; those not used for longest make room. */
export class KeyStore {
  readonly #known: LRUCache<string, StoredKey>;
  readonly #unknown: LRUCache<string, number>;
  /** Names by the id of their key, which has two while it is rotated. */
  readonly #names = new Map<string, string[]>();

  constructor(maxBytes: number) {
    this.#known = new LRUCache({
      // Nothing fits into a byte; the cache does not take a bound of none.
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

  /** Whether the database has lately not known such a key. */
  isUnknown(name: string): boolean {
    const until = this.#unknown.get(name);
    return until !== undefined && performance.now() < until;
  }

  /** @param askedAt `performance.now()` before the database was asked */
  put(name: string, record: KeyRecord | undefined, askedAt: number): void {
    // The first use of a rotated secret changes the key, in this very call.
    if (!record || record.isFirstUse) {
      this.#known.delete(name);
      if (!record) this.#unknown.set(name, askedAt + unknownMaxAgeMs);
      return;
    }
    const sameUntil = askedAt + (record.secondsLeft ?? Number.POSITIVE_INFINITY) * 1000;
    const goodUntil = Math.min(sameUntil, askedAt + maxAgeMs);
    this.#unknown.delete(name);
    this.#known.set(name, { record, sameUntil, goodUntil });
    if (!this.#known.has(name)) return;
    const names = this.#names.get(record.keyId);
    if (!names) this.#names.set(record.keyId, [name]);
    else if (!names.includes(name)) names.push(name);
  }

  /** Forgets what is known by one name. */
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

function textBytes({ scopes, ipAllowlist }: KeyRecord): number {
  let bytes = 0;
  for (const text of scopes) bytes += 40 + text.length;
  for (const text of ipAllowlist) bytes += 40 + text.length;
  return bytes;
}
