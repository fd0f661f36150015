import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { defineStatement } from "#lib/statement.ts";
import { noteTimeline, notifyMark, timelineId } from "#lib/verifier/protocol.ts";

const pollMs = { first: 2, most: 25 };
const retryMs = 100;

interface DrawnMark {
  mark: string;
  /** Expiry of each live lease, in milliseconds since 1970. */
  leases: Record<string, number>;
  now: number;
  timeline: string;
}

interface State {
  /** Marks confirmed by leases that have not confirmed the newest one. */
  confirmed: Record<string, number>;
  now: number;
  timeline: string;
}

const now = sql.raw("extract(epoch from clock_timestamp())::float8 * 1000");
const end = sql.raw("extract(epoch from expires_at)::float8 * 1000");

/** Notifications arrive in commit order, so a verifier that receives the mark knows the change. */
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

interface Effect {
  /** In milliseconds since 1970, by the database's clock, or by ours if it could not be queried. */
  at: number;
  /** Milliseconds from the call to that time. */
  afterMs: number;
}

/** Changes that share one mark. */
interface Round {
  mark: number;
  timeline: string;
  /** Expiry of each lease that has not confirmed the mark. */
  unconfirmed: Map<string, number>;
  drawnAt: number;
  /** When it was drawn by the database's clock, in milliseconds since 1970. */
  now: number;
  confirmed: PromiseWithResolvers<number>;
}

/**
 * Waits for all verifiers to confirm changes. Callers that arrive while a mark is being drawn share
 * the next one, and a single statement polls for all of them.
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

  /** Finds when everything committed before this call is effective at every verifier. */
  async findEffect(timeoutMs: number): Promise<Effect> {
    const startedAt = performance.now();
    // No verifier is trusted for longer than a lease without receiving the change.
    const latest = { at: Date.now() + this.#leaseMs, afterMs: this.#leaseMs };
    const waiting = new AbortController();
    const { signal } = waiting;
    const deadline = sleep(timeoutMs, null, { signal }).catch(() => null);
    try {
      const round = await Promise.race([this.#join(signal), deadline]);
      if (!round) return latest;
      const confirmedAt = await Promise.race([round.confirmed.promise, deadline]);
      if (confirmedAt !== null) return { at: confirmedAt, afterMs: performance.now() - startedAt };
      const at = Math.max(...round.unconfirmed.values());
      return { at, afterMs: Math.max(0, at - round.now + round.drawnAt - startedAt) };
    } finally {
      waiting.abort();
    }
  }

  /** Retries, because the change is committed whether or not the database is reachable. */
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
    const [drawn] = await withDeadline(this.#drawMark(this.#db, {}));
    if (!drawn) throw new Error("No mark was drawn");
    const round = {
      mark: Number(drawn.mark),
      timeline: drawn.timeline,
      unconfirmed: new Map(Object.entries(drawn.leases)),
      drawnAt: performance.now(),
      now: drawn.now,
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
      const [state] = await withDeadline(readState(this.#db, { mark })).catch(() => []);
      for (const round of this.#rounds) {
        if (state) settle(round, state);
        const isOver = round.unconfirmed.size === 0 || performance.now() - round.drawnAt > 5000;
        if (isOver) this.#rounds.delete(round);
      }
    }
    this.#isPolling = false;
  }

  /** Polls often for new rounds, which are usually confirmed at once. */
  #findPause(): number {
    const youngest = Math.max(...[...this.#rounds].map((round) => round.drawnAt));
    const age = performance.now() - youngest;
    return Math.min(Math.max(age / 2, pollMs.first), pollMs.most);
  }
}

/** A promoted standby may lack leases, so a missing lease proves nothing there. */
function settle(round: Round, { confirmed, now: settledAt, timeline }: State): void {
  if (timeline !== round.timeline) return;
  for (const id of round.unconfirmed.keys()) {
    const mark = confirmed[id];
    if (mark === undefined || mark >= round.mark) round.unconfirmed.delete(id);
  }
  if (round.unconfirmed.size === 0) round.confirmed.resolve(settledAt);
}
