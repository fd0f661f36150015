import { sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Database } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;
const pauseMs = 60_000;

/** Skips rows locked by others, which are written a minute later, to avoid contention. */
const writeLastSeen = defineStatement<{ seen: string; idleMinutes: number }, object>(
  "sessions_last_seen",
  sql`
    with seen as (
      select * from json_to_recordset(${value("seen")}::json) as seen (id text, address inet)
    ), free as (
      select s.id from sessions s where s.id in (select id from seen)
      for no key update of s skip locked
    )
    update sessions s
    set last_seen_at = now(), last_seen_address = seen.address,
      idle_expires_at = case s.kind
        when 'portal' then now() + make_interval(mins => ${value("idleMinutes")}::int)
        else s.idle_expires_at end
    from seen join free on free.id = seen.id
    where s.id = seen.id`,
);

/** Writes when sessions were last used, all with one statement per minute. */
export class LastSeenRecorder {
  readonly #db: Database;
  readonly #idleMinutes: number;
  readonly #written = new LRUCache<string, true>({ max: 50_000, ttl: pauseMs });
  #waiting = new Map<string, string | null>();

  constructor(db: Database, idleMinutes: number) {
    this.#db = db;
    this.#idleMinutes = idleMinutes;
  }

  record(sessionId: string, address: string | null): void {
    if (this.#written.has(sessionId)) return;
    this.#written.set(sessionId, true);
    this.#waiting.set(sessionId, address);
  }

  /** Writes pending records; keeps what could not be written for the next time. */
  async flush(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const gathered = this.#waiting;
    this.#waiting = new Map();
    const seen = Array.from(gathered, ([id, address]) => ({ id, address }));
    try {
      await writeLastSeen(this.#db, {
        seen: JSON.stringify(seen),
        idleMinutes: this.#idleMinutes,
      });
    } catch (error) {
      this.#waiting = new Map([...gathered, ...this.#waiting]);
      throw error;
    }
  }
}
