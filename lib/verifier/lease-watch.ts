import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";
import { noteTimeline, notifyMark, timelineId } from "#lib/verifier/protocol.ts";

const pollMs = { first: 2, most: 25 };
const retryMs = 100;

interface DrawnMark {
  mark: string;
  /** The leases that run, and when each ends, in milliseconds since 1970. */
  leases: Record<string, number>;
  now: number;
  timeline: string;
}

interface State {
  /** The marks that leases have confirmed, of those that lack the newest. */
  confirmed: Record<string, number>;
  now: number;
  timeline: string;
}

const now = sql.raw("extract(epoch from clock_timestamp())::float8 * 1000");
const end = sql.raw("extract(epoch from expires_at)::float8 * 1000");

/** Notifications are delivered in the order of commits, so whoever hears the mark knows the change. */
const drawMark = (leaseSeconds: number) =>
  defineStatement<object, DrawnMark>(
    "verifier_mark",
    sql`
      with promoted as (${sql.raw(noteTimeline(leaseSeconds))}),
      live as (
        select id, expires_at from verifier_leases where expires_at > now()
        union all select id, expires_at from promoted where expires_at > now()
      )
      select drawn.mark, ${now} as now, ${sql.raw(timelineId)} as timeline,
        (select coalesce(json_object_agg(id, ${end}), '{}') from live) as leases,
        case when exists (select from live) then
          ${notifyMark(sql`drawn.mark`)}
        end
      from (select nextval('verifier_marks') as mark offset 0) drawn`,
  );

const readState = defineStatement<{ mark: number }, State>(
  "verifier_unconfirmed",
  sql`
    select ${now} as now, ${sql.raw(timelineId)} as timeline,
      (select coalesce(json_object_agg(id, confirmed_mark), '{}') from verifier_leases
        where expires_at > now() and confirmed_mark < ${sql.placeholder("mark")}::bigint
      ) as confirmed`,
);

/** All that were told by one mark. */
interface Round {
  mark: number;
  timeline: string;
  /** When each lease ends that has not confirmed the mark. */
  unconfirmed: Map<string, number>;
  drawnAt: number;
  confirmed: PromiseWithResolvers<number>;
}

/**
 * Watches the leases of all verifiers for those who wait at the same time: whoever asks while a
 * mark is drawn shares the next one, and one statement looks for all.
 */
export class LeaseWatch {
  readonly #db: Database;
  readonly #leaseMs: number;
  readonly #drawMark: ReturnType<typeof drawMark>;
  readonly #rounds = new Set<Round>();
  #drawing: Promise<unknown> = Promise.resolve();
  #next: Promise<Round> | undefined;
  #isPolling = false;

  constructor(db: Database, leaseSeconds: number) {
    this.#db = db;
    this.#leaseMs = leaseSeconds * 1000;
    this.#drawMark = drawMark(leaseSeconds);
  }

  /**
   * When what was committed before this call holds for every verifier, in milliseconds since 1970:
   * by the database's clock, and by ours where it could not be asked.
   */
  async untilFinal(patienceMs: number): Promise<number> {
    // Nobody trusts for longer than a lease without having heard of the change.
    const latest = Date.now() + this.#leaseMs;
    const waiting = new AbortController();
    const { signal } = waiting;
    const deadline = sleep(patienceMs, null, { signal }).catch(() => null);
    try {
      const round = await Promise.race([this.#join(signal), deadline]);
      if (!round) return latest;
      const confirmedAt = await Promise.race([round.confirmed.promise, deadline]);
      return confirmedAt ?? Math.max(...round.unconfirmed.values());
    } finally {
      waiting.abort();
    }
  }

  /** The change stands whether the database can be asked or not: it is asked again. */
  async #join(signal: AbortSignal): Promise<Round | null> {
    while (!signal.aborted) {
      this.#next ??= this.#startNext();
      const round = await this.#next.catch(() => null);
      if (round) return round;
      await sleep(retryMs);
    }
    return null;
  }

  async #startNext(): Promise<Round> {
    await this.#drawing;
    this.#next = undefined;
    const drawn = this.#draw();
    this.#drawing = drawn.catch(() => undefined);
    return drawn;
  }

  async #draw(): Promise<Round> {
    const [drawn] = await this.#drawMark(this.#db, {});
    if (!drawn) throw new Error("No mark was drawn");
    const round = {
      mark: Number(drawn.mark),
      timeline: drawn.timeline,
      unconfirmed: new Map(Object.entries(drawn.leases)),
      drawnAt: performance.now(),
      confirmed: Promise.withResolvers<number>(),
    };
    if (round.unconfirmed.size === 0) round.confirmed.resolve(drawn.now);
    else this.#rounds.add(round);
    void this.#poll();
    return round;
  }

  async #poll(): Promise<void> {
    if (this.#isPolling) return;
    this.#isPolling = true;
    while (this.#rounds.size > 0) {
      await sleep(this.#findPause());
      const mark = Math.max(...[...this.#rounds].map((round) => round.mark));
      const [state] = await readState(this.#db, { mark }).catch(() => []);
      for (const round of this.#rounds) {
        if (state) settle(round, state);
        const isOver = round.unconfirmed.size === 0 || performance.now() - round.drawnAt > 5000;
        if (isOver) this.#rounds.delete(round);
      }
    }
    this.#isPolling = false;
  }

  /** Often for those who have just come, who are mostly answered at once. */
  #findPause(): number {
    const youngest = Math.max(...[...this.#rounds].map((round) => round.drawnAt));
    const age = performance.now() - youngest;
    return Math.min(Math.max(age / 2, pollMs.first), pollMs.most);
  }
}

/** After a promotion the absence of a lease says nothing: it may not have reached the standby. */
function settle(round: Round, { confirmed, now: settledAt, timeline }: State): void {
  if (timeline !== round.timeline) return;
  for (const id of round.unconfirmed.keys()) {
    const mark = confirmed[id];
    if (mark === undefined || mark >= round.mark) round.unconfirmed.delete(id);
  }
  if (round.unconfirmed.size === 0) round.confirmed.resolve(settledAt);
}
