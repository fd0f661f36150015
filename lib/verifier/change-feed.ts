import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { FeedSession } from "#lib/verifier/feed-session.ts";
import type { Change } from "#lib/verifier/protocol.ts";

const pauseMs = { first: 50, most: 500 };
const leaveMs = 1000;

export interface ChangeFeedOptions {
  /** The PostgreSQL server itself: a pooler does not pass notifications on. */
  databaseUrl: string;
  /** The pool for key look-ups. */
  db: Pick<Database, "execute">;
  leaseSeconds: number;
  onChange(change: Change): void;
  /** Called when a new connection listens: earlier changes may have been missed. */
  onBegin(): void;
}

/**
 * Listens for changes, reconnecting as needed. The cache may be trusted until the lease ends, even
 * after its connection is lost.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #stop = new AbortController();
  #session: FeedSession | undefined;
  /** The session with the current lease. */
  #trusted: FeedSession | undefined;
  #done: Promise<void> = Promise.resolve();
  #server: string | undefined;
  #reconnects = 0;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** The primary that sent the latest changes, as `primaryServer` names it. */
  get server(): string | undefined {
    return this.#server;
  }

  /** How often it was back after its connection was lost. */
  get reconnects(): number {
    return this.#reconnects;
  }

  start(): void {
    this.#done = this.#run();
  }

  /**
   * Returns whether every change acknowledged before this call has been received or waits for us.
   */
  isTrusted(): boolean {
    return this.#trusted?.isTrusted() ?? false;
  }

  /** Milliseconds since the feed was last trusted: 0 while it is, infinite if it never was. */
  distrustedForMs(): number {
    if (this.isTrusted()) return 0;
    return performance.now() - (this.#trusted?.trustedUntil ?? Number.NEGATIVE_INFINITY);
  }

  /** Milliseconds since the last acknowledged heartbeat was sent. */
  heartbeatAgeMs(): number {
    return performance.now() - (this.#trusted?.heartbeatSentAt ?? Number.NEGATIVE_INFINITY);
  }

  /** Stops listening and ends the lease, so that revocations no longer wait for it. */
  async close(): Promise<void> {
    this.#stop.abort();
    const lost = this.#trusted?.isOpen ? undefined : this.#trusted;
    lost?.endTrust();
    await Promise.all([this.#session?.leave(), lost && this.#deleteLease(lost)]);
    await this.#done;
  }

  async #run(): Promise<void> {
    const ended: string[] = [];
    let pause = pauseMs.first;
    let isLost = false;
    while (!this.#stop.signal.aborted) {
      const session = this.#createSession();
      try {
        this.#session = session;
        await session.open();
        pause = pauseMs.first;
        if (isLost) {
          this.#reconnects += 1;
          log.info("change feed is back");
        }
        isLost = false;
        await session.tidy(ended).then(
          () => ended.splice(0),
          (error) => log.warn({ err: error }, "ended leases are left to run out"),
        );
        await session.ended;
        if (!this.#stop.signal.aborted)
          log.warn("change feed lost: the cache is trusted until its lease ends");
        isLost = true;
      } catch (error) {
        const level = isLost || this.#stop.signal.aborted ? "debug" : "warn";
        log[level](
          { err: error },
          "change feed cannot be opened: the cache is trusted until its lease ends",
        );
        isLost = true;
      }
      // Not the attempts to connect, which an outage has any number of.
      if (session.mayHaveLease) ended.splice(0, ended.length, ...ended.slice(-9), session.id);
      if (this.#stop.signal.aborted) return;
      await sleep(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      pause = Math.min(2 * pause, pauseMs.most);
    }
  }

  #createSession(): FeedSession {
    const { db, databaseUrl, leaseSeconds, onChange, onBegin } = this.#options;
    const session: FeedSession = new FeedSession({
      databaseUrl,
      leaseSeconds,
      onChange,
      notify: (channel) => db.execute(sql`select pg_notify(${channel}, '')`),
      onBegin: (server) => {
        this.#server = server;
        onBegin();
      },
      // The previous lease ends only now: until here revocations wait for both.
      onTrusted: () => {
        this.#trusted?.endTrust();
        this.#trusted = session;
      },
    });
    return session;
  }

  /** Deletes the lease over the pool, because its own connection is lost. */
  async #deleteLease({ id }: FeedSession): Promise<void> {
    const given = Promise.resolve(
      this.#options.db.execute(sql`delete from verifier_leases where id = ${id}`),
    );
    await Promise.race([given.catch(() => null), sleep(leaveMs, null, { ref: false })]);
  }
}
