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

const beatsPerLease = 6;
/** Less than the whole lease by what two clocks may differ in their pace. */
const trustedShare = 0.975;
/** After which a connection that owes a response is given up, as those of the pool are. */
const silenceSeconds = 4.5;
const connectSeconds = 2;
/** By how much the two clocks may part before a machine must have been suspended. */
const clockStepMs = 1000;
const leaveMs = 1000;

interface SessionOptions {
  /** The PostgreSQL server itself: through a pooler nothing would be heard. */
  databaseUrl: string;
  leaseSeconds: number;
  /** Sends a notification on another connection. */
  notify(channel: string): Promise<unknown>;
  onChange(change: Change): void;
  /** From now on all changes on this server are heard. */
  onBegin(server: string): void;
  /** The first heartbeat was answered. */
  onTrusted(): void;
}

/**
 * One connection that listens, and its lease in the database. PostgreSQL delivers the notifications
 * of all commits that were acknowledged before a statement was sent no later than its result. So a
 * heartbeat that is answered on the same connection has us trusted for a lease from its sending.
 */
export class FeedSession {
  readonly id = randomUUID();
  readonly ended: Promise<void>;
  trustedUntil = Number.NEGATIVE_INFINITY;
  /** `performance.now()` at which the heartbeat was sent that was answered last. */
  beatAt = Number.NEGATIVE_INFINITY;
  readonly #options: SessionOptions;
  readonly #sql: Sql;
  readonly #clockGap = readClockGap();
  readonly #probe = Promise.withResolvers<void>();
  #wallTrustedUntil = 0;
  #backend: number | undefined;
  #end: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #isWorking = false;
  #isBeatDue = false;
  #heardMark = 0;
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
      onnotify: (channel, payload) => this.#hear(channel, payload),
      onclose: () => this.#lose(),
    });
  }

  /** Begins to listen, and takes a lease. */
  async open(): Promise<void> {
    try {
      const probeChannel = getProbeChannel(this.id);
      await this.#sql.unsafe(`listen ${changeChannel}; listen "${probeChannel}"`);
      const [here] = await this.#sql.unsafe<{ server: string | null; backend: number }[]>(
        `select ${primaryServer} as server, pg_backend_pid() as backend`,
      );
      this.#backend = here?.backend;
      const server = requirePrimary(here?.server);
      await this.#hearProbe(probeChannel);
      this.#options.onBegin(server);
      await this.#beat();
      this.#requireOpen();
      const beatMs = (this.#options.leaseSeconds * 1000) / beatsPerLease;
      this.#timer = setInterval(() => void this.#work(true), beatMs);
      this.#options.onTrusted();
    } catch (error) {
      this.#lose();
      throw error;
    }
  }

  /** Both clocks must agree: the monotonic one stands still while a machine is suspended. */
  isTrusted(): boolean {
    return (
      performance.now() < this.trustedUntil &&
      Date.now() < this.#wallTrustedUntil &&
      this.#areClocksSteady()
    );
  }

  /** Has nothing trusted by this lease from now on, whatever is left of it. */
  endTrust(): void {
    this.trustedUntil = Math.min(this.trustedUntil, performance.now());
    this.#wallTrustedUntil = 0;
  }

  /** Removes leases that nobody trusts by any more, and has all see a promotion. */
  async tidy(ended: readonly string[]): Promise<void> {
    const ids = ended.map((id) => `'${id}'`).join();
    await this.#sql.unsafe(`
      delete from verifier_leases
      where ${ids && `id in (${ids}) or`}
        expires_at < now() - interval '1 minute' and id not like 'timeline %';
      ${noteTimeline(this.#options.leaseSeconds)}`);
  }

  /** Whether the connection is there. */
  get isOpen(): boolean {
    return !this.#isOver;
  }

  /** Gives the lease back, where the database takes it within a second. Nothing is trusted then. */
  async leave(): Promise<void> {
    this.endTrust();
    if (this.#isOver) return;
    this.#stop();
    const given = this.#sql.unsafe(`delete from verifier_leases where id = '${this.id}'`);
    await Promise.race([given.catch(() => null), sleep(leaveMs, null, { ref: false })]);
    this.#disconnect();
  }

  /** A pooler in between answers statements and drops what comes while no statement is under way. */
  async #hearProbe(channel: string): Promise<void> {
    await this.#options.notify(channel);
    const silence = sleep(silenceSeconds * 1000, undefined, { ref: false }).then(() => {
      throw new Error("Notifications don't arrive: is DATABASE_DIRECT_URL the server itself?");
    });
    silence.catch(() => undefined);
    await Promise.race([this.#probe.promise, silence, this.ended]);
    this.#requireOpen();
  }

  #hear(channel: string, payload: string): void {
    if (this.#isOver) return;
    const message = channel === changeChannel ? parseMessage(payload) : null;
    if (channel !== changeChannel) this.#probe.resolve();
    else if (message?.kind === "mark") {
      this.#heardMark = Math.max(this.#heardMark, message.number);
      void this.#work(false);
    } else if (message) this.#options.onChange(message);
  }

  /** One statement at a time; what is due meanwhile is done by the next one. */
  async #work(isBeatDue: boolean): Promise<void> {
    this.#isBeatDue ||= isBeatDue;
    if (this.#isWorking || this.#timer === undefined) return;
    this.#isWorking = true;
    try {
      while (!this.#isOver && (this.#isBeatDue || this.#heardMark > this.#confirmedMark)) {
        await (this.#isBeatDue ? this.#beat() : this.#confirm());
      }
    } catch {
      this.#lose();
    } finally {
      this.#isWorking = false;
    }
  }

  /** As a simple query, whose result the driver hands on after the notifications before it. */
  async #beat(): Promise<void> {
    this.#isBeatDue = false;
    const sentAt = performance.now();
    const wallSentAt = Date.now();
    const mark = this.#heardMark;
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
    this.beatAt = sentAt;
    this.trustedUntil = sentAt + trustedMs;
    this.#wallTrustedUntil = wallSentAt + trustedMs;
  }

  /** Extends nothing, so that it need not survive a crash, nor wait for the disk or a standby. */
  async #confirm(): Promise<void> {
    const mark = this.#heardMark;
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

  /** The lease goes on: until it ends, every revocation waits for it or names its end. */
  #lose(): void {
    if (this.#isOver) return;
    this.#stop();
    this.#disconnect();
  }

  /** Neither hears nor says anything from now on. */
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
