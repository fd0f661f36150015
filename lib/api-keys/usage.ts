import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";

/** Rows that somebody else is changing are left for the next flush, so that none is fought over. */
const updateLastUsed = defineStatement<{ id: string }>(
  "api_key_last_used",
  sql`
    with use as (
      select * from json_to_recordset(${sql.placeholder("uses")}::json)
        as use (id text, at timestamptz, address inet)
    ), free as (
      select k.id from api_keys k join use on use.id = k.id for no key update of k skip locked
    )
    update api_keys k
    set last_used_at = greatest(k.last_used_at, use.at), last_used_ip = use.address
    from use join free on free.id = use.id
    where k.id = use.id
    returning k.id`,
);

interface Use {
  at: Date;
  address: string | null;
}

/** Remembers uses of keys and writes them in batches: one statement, however many calls. */
export class UsageRecorder {
  readonly #db: Database;
  #uses = new Map<string, Use>();

  constructor(db: Database) {
    this.#db = db;
  }

  record(keyId: string, address: string | null): void {
    this.#uses.set(keyId, { at: new Date(), address });
  }

  /** Writes what has gathered; what could not be written is kept for the next time. */
  async flush(): Promise<void> {
    if (this.#uses.size === 0) return;
    const batch = this.#uses;
    this.#uses = new Map();
    const written = await this.#write(batch).catch((error) => {
      this.#keep(batch);
      throw error;
    });
    for (const id of written) batch.delete(id);
    this.#keep(batch);
  }

  async #write(batch: Map<string, Use>): Promise<string[]> {
    const uses = [...batch].map(([id, use]) => ({ id, ...use }));
    const rows = await updateLastUsed(this.#db, { uses: JSON.stringify(uses) });
    return rows.map((row) => row.id);
  }

  #keep(batch: Map<string, Use>): void {
    for (const [id, use] of batch) {
      if (!this.#uses.has(id)) this.#uses.set(id, use);
    }
  }
}
