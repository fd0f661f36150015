import { is } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import type { Database } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { AppError } from "#lib/errors.ts";

const maxStatements = 2;
const maxKeys = 1000;
const maxWaiting = 20_000;

/** Rows in the order of the keys. */
type LoadRows<Key, Row> = (db: Database, keys: readonly Key[]) => Promise<Row[]>;

interface Waiting<Key, Row> extends PromiseWithResolvers<Row> {
  key: Key;
}

/**
 * Defines a look-up that reads many keys by one statement. Keys requested while the statements run
 * wait for the next one, so under load statements get larger instead of more. Each key is read after
 * its call. In a transaction each is read by itself.
 * @throws what `load` throws, and `unavailable` after a deadline or if too many keys wait
 */
export function defineLookup<Key, Row>(
  load: LoadRows<Key, Row>,
  toName: (key: Key) => string,
): (db: Database, key: Key) => Promise<Row> {
  const batches = new WeakMap<Database, Batch<Key, Row>>();
  return async (db, key) => {
    if (is(db, PgTransaction)) return (await load(db, [key]))[0] as Row;
    const batch = batches.get(db) ?? new Batch((keys) => load(db, keys));
    batches.set(db, batch);
    return batch.add(toName(key), key);
  };
}

class Batch<Key, Row> {
  readonly #load: (keys: readonly Key[]) => Promise<Row[]>;
  readonly #waiting = new Map<string, Waiting<Key, Row>>();
  #running = 0;
  #isScheduled = false;

  constructor(load: (keys: readonly Key[]) => Promise<Row[]>) {
    this.#load = load;
  }

  add(name: string, key: Key): Promise<Row> {
    const known = this.#waiting.get(name);
    if (known) return known.promise;
    if (this.#waiting.size >= maxWaiting) {
      throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
    }
    const waiting = { key, ...Promise.withResolvers<Row>() };
    this.#waiting.set(name, waiting);
    this.#schedule();
    return waiting.promise;
  }

  /** Waits for the end of the event loop turn, so that look-ups of the same turn share a statement. */
  #schedule(): void {
    if (this.#isScheduled || this.#running >= maxStatements) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#send();
    });
  }

  async #send(): Promise<void> {
    const entries = this.#take();
    this.#running += 1;
    try {
      // A statement that never ends must not hold up the next ones.
      const rows = await withDeadline(this.#load(entries.map(({ key }) => key)));
      for (const [at, { resolve }] of entries.entries()) resolve(rows[at] as Row);
    } catch (error) {
      for (const { reject } of entries) reject(error);
    } finally {
      this.#running -= 1;
      if (this.#waiting.size > 0) this.#schedule();
    }
  }

  #take(): Waiting<Key, Row>[] {
    const entries: Waiting<Key, Row>[] = [];
    for (const [name, waiting] of this.#waiting) {
      entries.push(waiting);
      this.#waiting.delete(name);
      if (entries.length === maxKeys) break;
    }
    return entries;
  }
}
