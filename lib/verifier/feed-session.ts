import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { openClient } from "#lib/db/open-client.ts";
import { toPrimary } from "#lib/db/target-session.ts";
import { primaryServer, requirePrimary } from "#lib/statement.ts";
import {
  type Change,
  changeChannel,
  getProbeChannel,
  noteTimeline,
  parseMessage,
} from "#lib/verifier/protocol.ts";

const heartbeatsPerLease = 6;
/** Shorter than the lease, because two clocks may run at different rates. */
const trustedShare = 0.975;
/** Deadline for a response, as in the pool; then the connection counts as lost. */
const silenceSeconds = 4.5;
const connectSeconds = 2;
/** Difference between the two clocks that only a suspended machine explains. */
const clockStepMs = 1000;
const leaveMs = 1000;

interface SessionOptions {
  /** The PostgreSQL server itself: a pooler does not pass notifications on. */
  databaseUrl: string;
  leaseSeconds: number;
  /** Sends a notification on another connection. */
  notify(channel: string): Promise<unknown>;
  onChange(change: Change): void;
  /** Called when all later changes on this server will be received. */
  onBegin(server: string): void;
  /** Called when the first heartbeat is acknowledged. */
  onTrusted(): void;
}

/**
 * A listening connection and its lease. PostgreSQL delivers the notifications of all commits
 * acknowledged before a statement was sent no later than its result. So an acknowledged heartbeat
 * makes the cache trusted for one lease from the time of sending.
 */
export class FeedSession {
  readonly id = randomUUID();
  readonly ended: Promise<void>;
  trustedUntil = Number.NEGATIVE_INFINITY;
  /** `performance.now()` when the last acknowledged heartbeat was sent. */
  heartbeatSentAt = Number.NEGATIVE_INFINITY;
  readonly #options: SessionOptions;
  readonly #sql: Sql;
  readonly #clockGap = readClockGap();
  readonly #probe = Promise.withResolvers<void>();
  /** Whether the database may hold a lease of this session. */
  mayHaveLease = false;
  #wallTrustedUntil = 0;
  #backend: number | undefined;
  #end: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #isWorking = false;
  #isHeartbeatDue = false;
  #receivedMark = 0;
  #confirmedMark = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#sql = openClient(options.databaseUrl, {
      max: 1,
      prepare: false,
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: connectSeconds,
      answer_timeout: silenceSeconds,
      ...toPrimary,
      connection: { application_name: "keysmith-verifier" },
      onnotice: () => undefined,
      onnotify: (channel, payload) => this.#onNotify(channel, payload),
      onclose: () => this.#lose(),
    });
  }

  /** Starts listening and takes a lease. */
  async open(): Promise<void> {
    try {
      const probeChannel = getProbeChannel(this.id);
      await this.#sql.unsafe(`listen ${changeChannel}; listen "${probeChannel}"`);
      const [here] = await this.#sql.unsafe<{ server: string | null; backend: number }[]>(
        `select ${primaryServer} as server, pg_backend_pid() as backend`,
      );
      this.#backend = here?.backend;
      const server = requirePrimary(here?.server);
      await this.#receiveProbe(probeChannel);
      this.#options.onBegin(server);
      await this.#sendHeartbeat();
      this.#requireOpen();
      const heartbeatMs = (this.#options.leaseSeconds * 1000) / heartbeatsPerLease;
      this.#timer = setInterval(() => void this.#work(true), heartbeatMs);
      this.#options.onTrusted();
    } catch (error) {
      this.#lose();
      throw error;
    }
  }

  /** Both clocks must agree: the monotonic clock stops while a machine is suspended. */
  isTrusted(): boolean {
    return (
      performance.now() < this.trustedUntil &&
      Date.now() < this.#wallTrustedUntil &&
      this.#areClocksSteady()
    );
  }

  /** Stops trusting this lease before it expires. */
  endTrust(): void {
    this.trustedUntil = Math.min(this.trustedUntil, performance.now());
    this.#wallTrustedUntil = 0;
  }

  /** Removes ended leases and records a promotion. */
  async tidy(ended: readonly string[]): Promise<void> {
    const ids = ended.map((id) => `'${id}'`).join();
    await this.#sql.unsafe(`
      delete from verifier_leases
      where ${ids && `id in (${ids}) or`}
        expires_at < now() - interval '1 minute' and id not like 'timeline %';
      ${noteTimeline(this.#options.leaseSeconds)}`);
  }

  get isOpen(): boolean {
    return !this.#isOver;
  }

  /** Ends trust, and deletes the lease if the database accepts that within a second. */
  async leave(): Promise<void> {
    this.endTrust();
    if (this.#isOver) return;
    this.#stop();
    const given = this.#sql.unsafe(`delete from verifier_leases where id = '${this.id}'`);
    await Promise.race([given.catch(() => null), sleep(leaveMs, null, { ref: false })]);
    this.#disconnect();
  }

  /** Detects a pooler: it runs statements but drops notifications that arrive between them. */
  async #receiveProbe(channel: string): Promise<void> {
    await this.#options.notify(channel);
    const silence = sleep(silenceSeconds * 1000, undefined, { ref: false }).then(() => {
      throw new Error("Notifications don't arrive: is DATABASE_DIRECT_URL the server itself?");
    });
    silence.catch(() => undefined);
    await Promise.race([this.#probe.promise, silence, this.ended]);
    this.#requireOpen();
  }

  #onNotify(channel: string, payload: string): void {
    if (this.#isOver) return;
    const message = channel === changeChannel ? parseMessage(payload) : null;
    if (channel !== changeChannel) this.#probe.resolve();
    else if (message?.kind === "mark") {
      this.#receivedMark = Math.max(this.#receivedMark, message.number);
      void this.#work(false);
    } else if (message) this.#options.onChange(message);
  }

  /** Runs one statement at a time; work that becomes due meanwhile follows. */
  async #work(isHeartbeatDue: boolean): Promise<void> {
    this.#isHeartbeatDue ||= isHeartbeatDue;
    if (this.#isWorking || this.#timer === undefined) return;
    this.#isWorking = true;
    try {
      while (!this.#isOver && (this.#isHeartbeatDue || this.#receivedMark > this.#confirmedMark)) {
        await (this.#isHeartbeatDue ? this.#sendHeartbeat() : this.#confirm());
      }
    } catch {
      this.#lose();
    } finally {
      this.#isWorking = false;
    }
  }

  /** A simple query: the driver delivers earlier notifications before its result. */
  async #sendHeartbeat(): Promise<void> {
    this.#isHeartbeatDue = false;
    const sentAt = performance.now();
    const wallSentAt = Date.now();
    const mark = this.#receivedMark;
    this.mayHaveLease = true;
    const [row] = await this.#sql.unsafe<{ backend: number }[]>(`
      with lease as (
        insert into verifier_leases (id, expires_at, confirmed_mark)
        values ('${this.id}', now() + interval '${this.#options.leaseSeconds} s', ${mark})
        on conflict (id) do update
          set expires_at = excluded.expires_at, confirmed_mark = excluded.confirmed_mark
      )
      select pg_backend_pid() as backend`);
    if (row?.backend !== this.#backend) throw new Error("The connection leads elsewhere");
    this.#confirmedMark = Math.max(this.#confirmedMark, mark);
    if (this.#isOver) return;
    if (!this.#areClocksSteady()) {
      this.endTrust();
      throw new Error("The clocks have parted");
    }
    const trustedMs = this.#options.leaseSeconds * 1000 * trustedShare;
    this.heartbeatSentAt = sentAt;
    this.trustedUntil = sentAt + trustedMs;
    this.#wallTrustedUntil = wallSentAt + trustedMs;
  }

  /**
   * Does not extend the lease, so the write may be lost in a crash and needs no disk or standby.
   */
  async #confirm(): Promise<void> {
    const mark = this.#receivedMark;
    await this.#sql.unsafe(`
      update verifier_leases set confirmed_mark = ${mark}
      where id = '${this.id}' and set_config('synchronous_commit', 'off', true) is not null`);
    this.#confirmedMark = mark;
  }

  #areClocksSteady(): boolean {
    return Math.abs(readClockGap() - this.#clockGap) < clockStepMs;
  }

  #requireOpen(): void {
    if (this.#isOver) throw new Error("The connection was lost");
  }

  /** Leaves the lease in place: until it ends, revocations wait for it or name its end. */
  #lose(): void {
    if (this.#isOver) return;
    this.#stop();
    this.#disconnect();
  }

  /** Stops sending, and ignores notifications. */
  #stop(): void {
    this.#isOver = true;
    clearInterval(this.#timer);
  }

  #disconnect(): void {
    this.#sql.end({ timeout: 0 }).catch(() => undefined);
    this.#end();
  }
}

function readClockGap(): number {
  return Date.now() - performance.now();
}
