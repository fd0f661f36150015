import { findKeysByHash, type KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import type { Database } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { AppError } from "#lib/errors.ts";

const statementsAtOnce = 2;
const keysAtOnce = 1000;
const waitingAtMost = 20_000;

export interface LoadedKey {
  record: KeyRecord | undefined;
  /** `performance.now()` before the database was asked. */
  askedAt: number;
  /** The primary that answered. */
  server: string;
}

interface Load extends PromiseWithResolvers<LoadedKey> {
  keyHash: Buffer;
}

/**
 * Asks the database about keys, many by one statement: what comes while the statements are under way
 * waits for the next one, so that under load they get larger and not more.
 */
export class KeyLoader {
  readonly #db: Database;
  readonly #waiting = new Map<string, Load>();
  #underWay = 0;
  #isScheduled = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * What the database knows of a key at a moment after this call. Throws the driver's error, and
   * `unavailable` where too many wait.
   * @param name a text for the hash, the same for each who asks
   */
  load(name: string, keyHash: Buffer): Promise<LoadedKey> {
    const known = this.#waiting.get(name);
    if (known) return known.promise;
    if (this.#waiting.size >= waitingAtMost) {
      throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
    }
    const load = { keyHash, ...Promise.withResolvers<LoadedKey>() };
    this.#waiting.set(name, load);
    this.#schedule();
    return load.promise;
  }

  /** After this turn of the event loop, in which others may ask too. */
  #schedule(): void {
    if (this.#isScheduled || this.#underWay >= statementsAtOnce) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#send();
    });
  }

  async #send(): Promise<void> {
    const loads = this.#take();
    const askedAt = performance.now();
    this.#underWay += 1;
    try {
      const hashes = loads.map(({ keyHash }) => keyHash);
      const { records, server } = await withDeadline(findKeysByHash(this.#db, hashes));
      for (const [i, load] of loads.entries())
        load.resolve({ record: records[i], askedAt, server });
    } catch (error) {
      for (const load of loads) load.reject(error);
    } finally {
      this.#underWay -= 1;
      if (this.#waiting.size > 0) this.#schedule();
    }
  }

  #take(): Load[] {
    const loads: Load[] = [];
    for (const [name, load] of this.#waiting) {
      loads.push(load);
      this.#waiting.delete(name);
      if (loads.length === keysAtOnce) break;
    }
    return loads;
  }
}
