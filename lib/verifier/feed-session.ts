import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { openClient } from "#lib/db/open-client.ts";
import { toPrimary } from "#lib/db/target-session.ts";
import { primaryServer, requirePrimary } from "#lib/statement.ts";
import {
  type Change,
  changeChannel,
  encodeHeartbeat,
  getHeartbeatChannel,
  leaseSeconds,
  parseHeartbeat,
  parseMessage,
} from "#lib/verifier/protocol.ts";

const leaseMs = leaseSeconds * 1000;
/** Less than the lease by what two clocks may differ in their pace. */
const trustMs = leaseMs - 50;
const beatMs = 500;
const silenceMs = 2 * leaseMs;
/** By how much the two clocks may part before a machine must have been suspended. */
const clockStepMs = 1000;
const leaveMs = 1000;

interface SentBeat {
  at: number;
  wallAt: number;
}

interface Listener {
  databaseUrl: string;
  onChange(change: Change): void;
  /** From now on all changes on this server are heard. */
  onBegin(server: string): void;
}

/**
 * One connection that listens, and its lease in the database. Notifications come in the order of
 * commits: a heartbeat of our own that we hear proves that we know all that was committed before we
 * sent it. So what we remember may be trusted for as long as a lease from that moment on.
 */
export class FeedSession {
  readonly id: string;
  readonly ended: Promise<void>;
  trustedUntil = Number.NEGATIVE_INFINITY;
  /** `performance.now()` at which the heartbeat was sent that was heard last. */
  beatAt = Number.NEGATIVE_INFINITY;
  /** Delivered in one order with the changes. */
  readonly #beatChannel: string;
  readonly #listener: Listener;
  readonly #sql: Sql;
  readonly #sent = new Map<number, SentBeat>();
  #wallTrustedUntil = 0;
  #end: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #isListening = false;
  #isOver = false;
  #isBeating = false;
  #isBeatDue = false;
  #beats = 0;
  #mark = 0;
  #heardAt = performance.now();
  readonly #clockGap = Date.now() - performance.now();

  constructor(id: string, listener: Listener) {
    this.id = id;
    this.#beatChannel = getHeartbeatChannel(id);
    this.#listener = listener;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#sql = openClient(listener.databaseUrl, {
      max: 1,
      prepare: false,
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: leaseSeconds,
      ...toPrimary,
      connection: { application_name: "keysmith-verifier" },
      onnotice: () => undefined,
      onnotify: (channel, payload) => this.#hear(channel, payload),
      onclose: () => this.#lose(),
    });
  }

  /**
   * Begins to listen; trust comes with the first heartbeat that is heard.
   * @param left sessions of ours that are over, for which nobody needs to wait any more
   */
  async open(left: readonly string[]): Promise<void> {
    this.#timer = setInterval(() => this.#tick(), beatMs);
    try {
      await this.#sql.unsafe(`listen ${changeChannel}; listen "${this.#beatChannel}"`);
      const [here] = await this.#sql.unsafe<{ server: string | null }[]>(
        `select ${primaryServer} as server`,
      );
      this.#listener.onBegin(requirePrimary(here?.server));
      await this.#sql`
        delete from verifier_leases
        where id = any(string_to_array(${left.join(" ")}, ' '))
          or expires_at < now() - interval '1 minute'`;
      this.#isListening = true;
      await this.#beat();
    } catch (error) {
      this.#lose();
      throw error;
    }
  }

  /** Both clocks must agree: the monotonic one stands still while a machine is suspended. */
  isTrusted(): boolean {
    return performance.now() < this.trustedUntil && Date.now() < this.#wallTrustedUntil;
  }

  /** Gives the lease back, where the database takes it within a second. Nothing is trusted then. */
  async leave(): Promise<void> {
    if (this.#isOver) return;
    this.#stop();
    const given = this.#sql`delete from verifier_leases where id = ${this.id}`.catch(() => null);
    await Promise.race([given, sleep(leaveMs, null, { ref: false })]);
    this.#disconnect();
  }

  #hear(channel: string, payload: string): void {
    if (this.#isOver) return;
    const isHeartbeat = channel === this.#beatChannel;
    const message = isHeartbeat ? null : parseMessage(payload);
    if (isHeartbeat) this.#hearBeat(parseHeartbeat(payload));
    else if (message?.kind === "mark") this.#confirm(message.number);
    else if (message) this.#listener.onChange(message);
  }

  #hearBeat(number: number): void {
    const sent = this.#sent.get(number);
    if (!sent) return;
    const gap = Date.now() - performance.now();
    if (Math.abs(gap - this.#clockGap) > clockStepMs) this.#lose();
    if (this.#isOver) return;
    for (const earlier of this.#sent.keys()) if (earlier <= number) this.#sent.delete(earlier);
    this.#heardAt = performance.now();
    this.beatAt = sent.at;
    this.trustedUntil = sent.at + trustMs;
    this.#wallTrustedUntil = sent.wallAt + trustMs;
  }

  #confirm(mark: number): void {
    this.#mark = Math.max(this.#mark, mark);
    void this.#beat();
  }

  #tick(): void {
    if (performance.now() - this.#heardAt > silenceMs) this.#lose();
    else if (this.#isListening) void this.#beat();
  }

  /** One at a time; a mark that is heard meanwhile is confirmed by the next one. */
  async #beat(): Promise<void> {
    this.#isBeatDue = true;
    if (this.#isBeating || this.#isOver) return;
    this.#isBeating = true;
    try {
      while (this.#isBeatDue && !this.#isOver) {
        this.#isBeatDue = false;
        await this.#sendBeat();
      }
    } catch {
      this.#lose();
    } finally {
      this.#isBeating = false;
    }
  }

  async #sendBeat(): Promise<void> {
    this.#beats += 1;
    this.#sent.set(this.#beats, { at: performance.now(), wallAt: Date.now() });
    await this.#sql`
      with lease as (
        insert into verifier_leases (id, expires_at, confirmed_mark)
        values (${this.id}, now() + ${`${leaseSeconds} s`}::interval, ${this.#mark})
        on conflict (id) do update
          set expires_at = excluded.expires_at, confirmed_mark = excluded.confirmed_mark
      )
      select pg_notify(${this.#beatChannel}, ${encodeHeartbeat(this.#beats)})`;
  }

  #lose(): void {
    if (this.#isOver) return;
    this.#stop();
    this.#disconnect();
  }

  /** Neither hears nor says anything from now on. */
  #stop(): void {
    this.#isOver = true;
    this.trustedUntil = Math.min(this.trustedUntil, performance.now());
    this.#wallTrustedUntil = 0;
    clearInterval(this.#timer);
  }

  #disconnect(): void {
    this.#sql.end({ timeout: 0 }).catch(() => undefined);
    this.#end();
  }
}
