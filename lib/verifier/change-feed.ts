import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { FeedSession } from "#lib/verifier/feed-session.ts";
import type { Change } from "#lib/verifier/protocol.ts";

const pauseMs = { first: 50, most: 500 };
const leaveMs = 1000;

export interface ChangeFeedOptions {
  /** The PostgreSQL server itself: through a pooler nothing would be heard. */
  databaseUrl: string;
  /** The pool that looks keys up. */
  db: Pick<Database, "execute">;
  leaseSeconds: number;
  onChange(change: Change): void;
  /** Listening begins anew: what was said before, nobody heard. */
  onBegin(): void;
}

/**
 * Listens to the database for changes, one connection after another. What is remembered may be
 * trusted for as long as a lease runs, also that of a connection that has been lost.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #stop = new AbortController();
  #session: FeedSession | undefined;
  /** Whose lease is the one that counts. */
  #trusted: FeedSession | undefined;
  #done: Promise<void> = Promise.resolve();
  #server: string | undefined;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** The primary whose changes were heard last, as `primaryServer` names it. */
  get server(): string | undefined {
    return this.#server;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Whether every change that was answered before this very moment has been heard or waits for us. */
  isTrusted(): boolean {
    return this.#trusted?.isTrusted() ?? false;
  }

  /** Milliseconds since that was last so: 0 while it is, infinite where it never was. */
  distrustedForMs(): number {
    if (this.isTrusted()) return 0;
    return performance.now() - (this.#trusted?.trustedUntil ?? Number.NEGATIVE_INFINITY);
  }

  /** Milliseconds since the heartbeat was sent that was answered last. */
  heartbeatAgeMs(): number {
    return performance.now() - (this.#trusted?.beatAt ?? Number.NEGATIVE_INFINITY);
  }

  /** Stops listening, and has nobody wait for us any more. */
  async close(): Promise<void> {
    this.#stop.abort();
    const lost = this.#trusted?.isOpen ? undefined : this.#trusted;
    lost?.endTrust();
    await Promise.all([this.#session?.leave(), lost && this.#giveBack(lost)]);
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
        if (isLost) log.info("change feed is back");
        isLost = false;
        await session.tidy(ended.splice(0)).catch((error) => {
          log.warn({ err: error }, "ended leases are left to run out");
        });
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
      ended.splice(0, ended.length, ...ended.slice(-9), session.id);
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
      // The lease before is given back only now: until here both are waited for.
      onTrusted: () => {
        this.#trusted?.endTrust();
        this.#trusted = session;
      },
    });
    return session;
  }

  /** By the pool, where the connection that took the lease is gone. */
  async #giveBack({ id }: FeedSession): Promise<void> {
    const given = Promise.resolve(
      this.#options.db.execute(sql`delete from verifier_leases where id = ${id}`),
    );
    await Promise.race([given.catch(() => null), sleep(leaveMs, null, { ref: false })]);
  }
}
