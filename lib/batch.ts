import { is } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import type { Database } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";

const statementsAtOnce = 2;
const keysAtOnce = 1000;

/** Rows in the order of the keys; undefined for a key without one. */
type LoadRows<Key, Row> = (db: Database, keys: readonly Key[]) => Promise<(Row | undefined)[]>;

interface Waiting<Key, Row> extends PromiseWithResolvers<Row | undefined> {
  key: Key;
}

/**
 * Defines a look-up that reads many keys by one statement. Keys that come while statements are under
 * way wait for the next one, so that under load statements get larger and not more. Each key is read
 * after its call, and in a transaction by itself. Throws what `load` does.
 */
export function defineLookup<Key, Row>(
  load: LoadRows<Key, Row>,
  toName: (key: Key) => string,
): (db: Database, key: Key) => Promise<Row | undefined> {
  const batches = new WeakMap<Database, Batch<Key, Row>>();
  return async (db, key) => {
    if (is(db, PgTransaction)) return (await load(db, [key]))[0];
    const batch = batches.get(db) ?? new Batch((keys) => load(db, keys));
    batches.set(db, batch);
    return batch.add(toName(key), key);
  };
}

class Batch<Key, Row> {
  readonly #load: (keys: readonly Key[]) => Promise<(Row | undefined)[]>;
  #waiting = new Map<string, Waiting<Key, Row>>();
  #underWay = 0;
  #isScheduled = false;

  constructor(load: (keys: readonly Key[]) => Promise<(Row | undefined)[]>) {
    this.#load = load;
  }

  add(name: string, key: Key): Promise<Row | undefined> {
    const waiting = this.#waiting.get(name) ?? { key, ...Promise.withResolvers() };
    this.#waiting.set(name, waiting);
    this.#schedule();
    return waiting.promise;
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
    const entries = [...this.#waiting].slice(0, keysAtOnce);
    for (const [name] of entries) this.#waiting.delete(name);
    this.#underWay += 1;
    try {
      // A statement that never ends must not hold up the next ones.
      const rows = await withDeadline(this.#load(entries.map(([, { key }]) => key)));
      for (const [at, [, { resolve }]] of entries.entries()) resolve(rows[at]);
    } catch (error) {
      for (const [, { reject }] of entries) reject(error);
    } finally {
      this.#underWay -= 1;
      if (this.#waiting.size > 0) this.#schedule();
    }
  }
}
