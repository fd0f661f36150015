import { is, sql } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import type { Database } from "#lib/context.ts";
import type { VersionedHash } from "#lib/key-ring.ts";
import { log, ThrottledLog } from "#lib/log.ts";
import { defineStatement } from "#lib/statement.ts";

interface Rehash {
  from: Buffer;
  to: VersionedHash;
}

const maxKeys = 500;

/** Skips rows that another instance is rehashing. Each change is announced to the verifiers. */
const updateHashes = defineStatement<{ pairs: Buffer; secretVersion: number }, object>(
  "api_keys_rehash",
  sql`
    with asked as (
      select substr(pairs, 1 + place * 64, 32) as old_hash,
        substr(pairs, 33 + place * 64, 32) as new_hash
      from (select ${sql.placeholder("pairs")}::bytea as pairs offset 0) all_of
      cross join generate_series(0, octet_length(pairs) / 64 - 1) as places (place)
    ), locked as (
      select asked.* from asked join api_key_secrets s on s.key_hash = asked.old_hash
      for update of s skip locked
    )
    update api_key_secrets s
    set key_hash = locked.new_hash, secret_version = ${sql.placeholder("secretVersion")}::int
    from locked where s.key_hash = locked.old_hash`,
);

const unwritten = new ThrottledLog((fields) => log.warn(fields, "keys not rehashed yet"));

/** Waiting changes of one pool, written one batch at a time so that look-ups keep connections. */
class Rehashing {
  readonly #db: Database;
  #waiting = new Map<string, Rehash>();
  #running: Promise<void> | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  add(rehash: Rehash): void {
    if (this.#waiting.size >= maxKeys) return;
    this.#waiting.set(rehash.from.toString("base64"), rehash);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async settle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Look-ups of the same turn are written together.
    await new Promise(setImmediate);
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.values()];
      this.#waiting = new Map();
      const secretVersion = batch[0]?.to.version ?? 1;
      const pairs = Buffer.concat(batch.flatMap(({ from, to }) => [from, to.hash]));
      await updateHashes(this.#db, { pairs, secretVersion }).catch((error) =>
        unwritten.add({ err: error }),
      );
    }
  }
}

const pools = new WeakMap<Database, Rehashing>();

/**
 * Moves a secret that was found under an older version to the version of new keys, in the background. One
 * that is lost, or beyond the most that may wait, moves at its next use.
 */
export function rehashLater(db: Database, from: VersionedHash, to: VersionedHash): void {
  // Instances may differ in which version is first; none moves a secret back.
  if (from.version >= to.version || is(db, PgTransaction)) return;
  const rehashing = pools.get(db) ?? new Rehashing(db);
  pools.set(db, rehashing);
  rehashing.add({ from: from.hash, to });
}

/** Waits until nothing is left to rehash, for tests. */
export async function settleRehashing(db: Database): Promise<void> {
  await pools.get(db)?.settle();
}
