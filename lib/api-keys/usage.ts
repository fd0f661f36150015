import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database, KeyUse } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;
const drainMs = 1000;
const drainPauseMs = 25;
/** Counts of one statement, so that none holds many rows, nor for long. */
const countsAtOnce = 1000;

/**
 * The lock on a key's row is the ticket to everything that is counted of it: keys whose row somebody
 * else holds are left for the next flush, so that nobody waits and none is fought over. Ages are
 * seconds before the flush, because the clock is the database's.
 */
const writeUsage = defineStatement<{ id: string }>(
  "api_key_usage_write",
  sql`
    with use as (
      select * from json_to_recordset(${value("uses")}::json)
        as use (id text, generation int, age float8, address inet, agent text)
    ), count as (
      select * from json_to_recordset(${value("counts")}::json)
        as count (id text, outcome text, age float8, count bigint)
    ), free as (
      select k.id from api_keys k
      where k.id in (select id from count)
      for no key update of k skip locked
    ), mine as (
      select use.* from use join free on free.id = use.id
    ), latest as (
      select distinct on (id) * from mine order by id, age
    ), used as (
      update api_keys k
      set last_used_at = greatest(k.last_used_at, now() - latest.age * interval '1 second'),
        last_used_ip = latest.address, last_used_user_agent = latest.agent
      from latest where k.id = latest.id
    ), shown as (
      update api_key_secrets s
      set last_used_at = greatest(s.last_used_at, now() - mine.age * interval '1 second')
      from mine where s.api_key_id = mine.id and s.generation = mine.generation
    ), counted as (
      insert into api_key_usage_days (api_key_id, day, outcome, count)
      select count.id, ((now() - count.age * interval '1 second') at time zone 'UTC')::date,
        count.outcome, sum(count.count)
      from count join free on free.id = count.id
      group by 1, 2, 3
      on conflict (api_key_id, day, outcome)
        do update set count = api_key_usage_days.count + excluded.count
    )
    select id from free`,
);

interface Use extends Pick<KeyUse, "keyId" | "generation" | "address" | "userAgent"> {
  at: number;
}

interface Count extends Pick<KeyUse, "keyId" | "outcome"> {
  at: number;
  count: number;
}

/** What has gathered: the latest good use of each secret, and counts by key, outcome and day. */
interface Batch {
  uses: Map<string, Use>;
  counts: Map<string, Count>;
}

const emptyBatch = (): Batch => ({ uses: new Map(), counts: new Map() });

/** Parts of at most `countsAtOnce` counts and some more; what is of one key stays together. */
function splitByKey(uses: Batch["uses"], counts: Batch["counts"]): Batch[] {
  const parts: Batch[] = [];
  const partOf = new Map<string, Batch>();
  let last: Batch | undefined;
  for (const [name, count] of counts) {
    let part = partOf.get(count.keyId);
    if (!part) {
      if (!last || last.counts.size >= countsAtOnce) {
        last = emptyBatch();
        parts.push(last);
      }
      part = last;
      partOf.set(count.keyId, part);
    }
    part.counts.set(name, count);
  }
  for (const [name, use] of uses) partOf.get(use.keyId)?.uses.set(name, use);
  return parts;
}

export interface Flush {
  /** Of the batch; those whose key somebody else held are in the next one too. */
  entries: number;
  ms: number;
  /** Why not all of it was written. */
  error?: unknown;
}

interface UsageOptions {
  /** Told of each time that a batch went to the database. */
  onFlush?(flush: Flush): void;
}

/** Remembers how keys are used and writes it in batches: few statements, however many calls. */
export class UsageRecorder {
  readonly #db: Database;
  readonly #onFlush: UsageOptions["onFlush"];
  #batch = emptyBatch();
  #flushed: Promise<void> = Promise.resolve();

  constructor(db: Database, { onFlush }: UsageOptions = {}) {
    this.#db = db;
    this.#onFlush = onFlush;
  }

  /** Entries that have gathered since the last flush, or were left by it. */
  get waiting(): number {
    return this.#batch.counts.size;
  }

  record({ keyId, generation, outcome, address, userAgent }: KeyUse): void {
    const at = performance.now();
    this.#count({ keyId, outcome, at, count: 1 });
    if (outcome === "valid") {
      this.#batch.uses.set(`${keyId} ${generation}`, { keyId, generation, address, userAgent, at });
    }
  }

  /** Writes what has gathered; what could not be written is kept for the next time. */
  flush(): Promise<void> {
    // One after the other: what the one before could not write belongs to this one.
    this.#flushed = this.#flushed.catch(() => {}).then(() => this.#flushOnce());
    return this.#flushed;
  }

  async #flushOnce(): Promise<void> {
    const { uses, counts } = this.#batch;
    this.#batch = emptyBatch();
    if (counts.size === 0) return;
    const startedAt = performance.now();
    const tell = (error?: unknown) =>
      this.#onFlush?.({ entries: counts.size, ms: performance.now() - startedAt, error });
    const parts = splitByKey(uses, counts);
    for (const [i, part] of parts.entries()) {
      const written = await this.#write(part).catch((error) => {
        for (const unwritten of parts.slice(i)) this.#keep(unwritten, new Set());
        tell(error);
        throw error;
      });
      this.#keep(part, written);
    }
    tell();
  }

  /** Writes everything, waiting for whoever holds a key's row, for a second at the most. */
  async drain(): Promise<void> {
    const deadline = performance.now() + drainMs;
    await this.flush();
    while (this.#batch.counts.size > 0 && performance.now() < deadline) {
      await sleep(drainPauseMs);
      await this.flush();
    }
  }

  async #write({ uses, counts }: Batch): Promise<Set<string>> {
    const now = performance.now();
    const ageOf = ({ at }: { at: number }) => (now - at) / 1000;
    const rows = await writeUsage(this.#db, {
      uses: JSON.stringify(
        Array.from(uses.values(), (use) => ({
          id: use.keyId,
          generation: use.generation,
          age: ageOf(use),
          address: use.address,
          agent: use.userAgent,
        })),
      ),
      counts: JSON.stringify(
        Array.from(counts.values(), (count) => ({
          id: count.keyId,
          outcome: count.outcome,
          age: ageOf(count),
          count: count.count,
        })),
      ),
    });
    return new Set(rows.map((row) => row.id));
  }

  #keep(batch: Batch, written: Set<string>): void {
    for (const [name, use] of batch.uses) {
      if (!written.has(use.keyId) && !this.#batch.uses.has(name)) this.#batch.uses.set(name, use);
    }
    for (const count of batch.counts.values()) if (!written.has(count.keyId)) this.#count(count);
  }

  /** One entry a day, so that what waits past midnight is counted where it belongs. */
  #count(add: Count): void {
    const day = Math.floor((performance.timeOrigin + add.at) / 86_400_000);
    const name = `${add.keyId} ${add.outcome} ${day}`;
    const known = this.#batch.counts.get(name);
    if (known) known.count += add.count;
    else this.#batch.counts.set(name, { ...add });
  }
}
