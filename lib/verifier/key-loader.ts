import { findKeysByHash, type KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import type { Database } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { AppError } from "#lib/errors.ts";

const maxStatements = 2;
const maxKeys = 1000;
const maxWaiting = 20_000;

export interface LoadedKey {
  record: KeyRecord | undefined;
  /** `performance.now()` before the statement was sent. */
  askedAt: number;
  /** The primary that returned it. */
  server: string;
}

interface Load extends PromiseWithResolvers<LoadedKey> {
  keyHash: Buffer;
}

/**
 * Loads keys from the database in batches: keys requested while the statements run wait for the
 * next one, so under load statements get larger instead of more.
 */
export class KeyLoader {
  readonly #db: Database;
  readonly #waiting = new Map<string, Load>();
  #running = 0;
  #isScheduled = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Returns the database's record of a key, read after this call.
   * @throws the driver's error, and `unavailable` if too many look-ups wait
   * @param name identifies the hash, the same for each caller
   */
  load(name: string, keyHash: Buffer): Promise<LoadedKey> {
    const known = this.#waiting.get(name);
    if (known) return known.promise;
    if (this.#waiting.size >= maxWaiting) {
      throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
    }
    const load = { keyHash, ...Promise.withResolvers<LoadedKey>() };
    this.#waiting.set(name, load);
    this.#schedule();
    return load.promise;
  }

  /**
   * Waits for the end of the event loop turn, so that look-ups of the same turn share a statement.
   */
  #schedule(): void {
    if (this.#isScheduled || this.#running >= maxStatements) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#send();
    });
  }

  async #send(): Promise<void> {
    const loads = this.#take();
    const askedAt = performance.now();
    this.#running += 1;
    try {
      const hashes = loads.map(({ keyHash }) => keyHash);
      const { records, server } = await withDeadline(findKeysByHash(this.#db, hashes));
      for (const [i, load] of loads.entries())
        load.resolve({ record: records[i], askedAt, server });
    } catch (error) {
      for (const load of loads) load.reject(error);
    } finally {
      this.#running -= 1;
      if (this.#waiting.size > 0) this.#schedule();
    }
  }

  #take(): Load[] {
    const loads: Load[] = [];
    for (const [name, load] of this.#waiting) {
      loads.push(load);
      this.#waiting.delete(name);
      if (loads.length === maxKeys) break;
    }
    return loads;
  }
}
