import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "#lib/log.ts";
import { FeedSession } from "#lib/verifier/feed-session.ts";
import type { Change } from "#lib/verifier/protocol.ts";

const pauseMs = { first: 50, most: 1000 };

export interface ChangeFeedOptions {
  /** The PostgreSQL server itself: through a pooler nothing would be heard. */
  databaseUrl: string;
  onChange(change: Change): void;
  /** Listening begins anew: what was said before, nobody heard. */
  onBegin(): void;
}

/**
 * Listens to the database for changes, one connection after another, and knows until when that was
 * heard without a gap.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #stop = new AbortController();
  #session: FeedSession | undefined;
  #done: Promise<void> = Promise.resolve();
  #trustedUntil = Number.NEGATIVE_INFINITY;
  #beatAt = Number.NEGATIVE_INFINITY;
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

  /** Whether every change that was answered before this very moment has been heard. */
  isTrusted(): boolean {
    return this.#session?.isTrusted() ?? false;
  }

  /** Milliseconds since that was last so: 0 while it is, infinite where it never was. */
  distrustedForMs(): number {
    if (this.isTrusted()) return 0;
    return (
      performance.now() -
      Math.max(this.#trustedUntil, this.#session?.trustedUntil ?? this.#trustedUntil)
    );
  }

  /** Milliseconds since the heartbeat was sent that was heard last. */
  heartbeatAgeMs(): number {
    return performance.now() - Math.max(this.#beatAt, this.#session?.beatAt ?? this.#beatAt);
  }

  /** Stops listening, and has nobody wait for us any more. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#session?.leave();
    await this.#done;
  }

  async #run(): Promise<void> {
    const left: string[] = [];
    let pause = pauseMs.first;
    let isLost = false;
    while (!this.#stop.signal.aborted) {
      const session = new FeedSession(randomUUID(), {
        ...this.#options,
        onBegin: (server) => {
          this.#server = server;
          this.#options.onBegin();
        },
      });
      try {
        this.#session = session;
        await session.open(left);
        pause = pauseMs.first;
        if (isLost) log.info("change feed is back");
        isLost = false;
        await session.ended;
        if (!this.#stop.signal.aborted)
          log.warn("change feed lost: the database is asked each time");
        isLost = true;
      } catch (error) {
        const level = isLost || this.#stop.signal.aborted ? "debug" : "warn";
        log[level]({ err: error }, "change feed cannot be opened: the database is asked each time");
        isLost = true;
      }
      this.#trustedUntil = Math.max(this.#trustedUntil, session.trustedUntil);
      this.#beatAt = Math.max(this.#beatAt, session.beatAt);
      left.splice(0, left.length, ...left.slice(-9), session.id);
      if (this.#stop.signal.aborted) return;
      await sleep(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      pause = Math.min(2 * pause, pauseMs.most);
    }
  }
}
