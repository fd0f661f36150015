import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database, KeyUse } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;
/** How long one flush retries keys whose row is locked. */
const retryMs = 1000;
const retryPauseMs = 25;
/** Sources of refusals kept apart for one key in one batch. */
const maxSources = 8;
/** Keys per statement, so that none locks many rows, nor for long. */
const keysAtOnce = 1000;

/**
 * Counts only the keys whose row it can lock; the others are retried, so that writers never wait
 * for each other. Ages are seconds before the flush, because the clock is the database's.
 */
const writeUsage = defineStatement<{ uses: string; counts: string }, { id: string }>(
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

interface Use extends Pick<KeyUse, "generation" | "address" | "userAgent"> {
  at: number;
}

/** Refused calls of a key, rate limits aside. */
export interface RefusedUse extends KeyUse {
  count: number;
}

interface Count extends Pick<KeyUse, "outcome"> {
  at: number;
  /** Days since 1970, so that a count that waits past midnight stays on its day. */
  day: number;
  count: number;
}

/** The use of one key since the last flush; the lists are short, so they are scanned. */
class KeyUsage {
  /** The latest valid use of each secret. */
  readonly uses: Use[] = [];
  readonly counts: Count[] = [];
  readonly refusals: RefusedUse[] = [];

  addCount(outcome: string, at: number, count: number): void {
    const day = Math.floor((performance.timeOrigin + at) / 86_400_000);
    for (const known of this.counts) {
      if (known.outcome !== outcome || known.day !== day) continue;
      known.count += count;
      return;
    }
    this.counts.push({ outcome, at, day, count });
  }

  addRefusal(use: KeyUse): void {
    const isFull = this.refusals.length >= maxSources;
    const equal = this.refusals.find(
      ({ outcome, address }) =>
        outcome === use.outcome && (address === use.address || (isFull && address === null)),
    );
    if (equal) equal.count += 1;
    else if (isFull) this.refusals.push({ ...use, address: null, userAgent: null, count: 1 });
    else this.refusals.push({ ...use, count: 1 });
  }

  addUse(use: Use): void {
    for (const known of this.uses) {
      if (known.generation !== use.generation) continue;
      if (known.at <= use.at) Object.assign(known, use);
      return;
    }
    this.uses.push(use);
  }

  add({ uses, counts }: KeyUsage): void {
    for (const { outcome, at, count } of counts) this.addCount(outcome, at, count);
    for (const use of uses) this.addUse(use);
  }
}

type Batch = Map<string, KeyUsage>;

export interface Flush {
  /** Keys in the batch; those locked by others are in the next one too. */
  entries: number;
  ms: number;
  /** Why not all of it was written. */
  error?: unknown;
}

interface UsageOptions {
  /** Called once for each refusal in a batch. */
  onRefused?(use: RefusedUse): void;
  /** Called each time a batch goes to the database. */
  onFlush?(flush: Flush): void;
}

/** Collects the use of keys and writes it in batches: few statements, however many calls. */
export class UsageRecorder {
  readonly #db: Database;
  readonly #onFlush: UsageOptions["onFlush"];
  readonly #onRefused: UsageOptions["onRefused"];
  #batch: Batch = new Map();
  #flushed: Promise<void> = Promise.resolve();
  /** Whether the last statements skipped locked keys. */
  #hasLeft = false;

  constructor(db: Database, { onFlush, onRefused }: UsageOptions = {}) {
    this.#db = db;
    this.#onFlush = onFlush;
    this.#onRefused = onRefused;
  }

  /** Number of keys whose use is not written yet. */
  get waiting(): number {
    return this.#batch.size;
  }

  record(use: KeyUse): void {
    const { keyId, generation, outcome, address, userAgent } = use;
    const at = performance.now();
    const usage = this.#getUsage(keyId);
    usage.addCount(outcome, at, 1);
    if (outcome === "valid") usage.addUse({ generation, address, userAgent, at });
    else if (outcome !== "rate_limited") usage.addRefusal(use);
  }

  /**
   * Writes the batch, retrying keys whose row is locked for a second at most: processes that flush
   * at the same time hold them for milliseconds. The rest waits for the next flush.
   */
  flush(): Promise<void> {
    // One after the other: what the one before could not write belongs to this one.
    this.#flushed = this.#flushed.catch(() => {}).then(() => this.#flushAll());
    return this.#flushed;
  }

  async #flushAll(): Promise<void> {
    const deadline = performance.now() + retryMs;
    await this.#flushOnce();
    while (this.#hasLeft && performance.now() < deadline) {
      // Random, so that two synchronized processes diverge.
      await sleep(retryPauseMs * (1 + Math.random()));
      await this.#flushOnce();
    }
  }

  async #flushOnce(): Promise<void> {
    const gathered = [...this.#batch];
    this.#batch = new Map();
    this.#hasLeft = false;
    if (gathered.length === 0) return;
    for (const [, { refusals }] of gathered) {
      for (const refusal of refusals.splice(0)) this.#onRefused?.(refusal);
    }
    const startedAt = performance.now();
    const tell = (error?: unknown) =>
      this.#onFlush?.({ entries: gathered.length, ms: performance.now() - startedAt, error });
    for (let at = 0; at < gathered.length; at += keysAtOnce) {
      const part = gathered.slice(at, at + keysAtOnce);
      const written = await this.#write(part).catch((error) => {
        this.#keep(gathered.slice(at), new Set());
        tell(error);
        throw error;
      });
      this.#keep(part, written);
    }
    tell();
  }

  async #write(part: readonly [string, KeyUsage][]): Promise<Set<string>> {
    const now = performance.now();
    const getAge = ({ at }: { at: number }) => (now - at) / 1000;
    const uses = part.flatMap(([id, usage]) =>
      usage.uses.map((use) => ({
        id,
        generation: use.generation,
        age: getAge(use),
        address: use.address,
        agent: use.userAgent,
      })),
    );
    const counts = part.flatMap(([id, usage]) =>
      usage.counts.map((count) => ({
        id,
        outcome: count.outcome,
        age: getAge(count),
        count: count.count,
      })),
    );
    const rows = await writeUsage(this.#db, {
      uses: JSON.stringify(uses),
      counts: JSON.stringify(counts),
    });
    return new Set(rows.map((row) => row.id));
  }

  #keep(part: readonly [string, KeyUsage][], written: ReadonlySet<string>): void {
    for (const [keyId, usage] of part) {
      if (written.has(keyId)) continue;
      this.#getUsage(keyId).add(usage);
      this.#hasLeft = true;
    }
  }

  #getUsage(keyId: string): KeyUsage {
    let usage = this.#batch.get(keyId);
    if (!usage) {
      usage = new KeyUsage();
      this.#batch.set(keyId, usage);
    }
    return usage;
  }
}
