import type { KeyFinder, KeyRecord } from "#lib/api-keys/find-key.ts";
import type { Database } from "#lib/context.ts";
import { CircuitBreaker } from "#lib/http/rate-limit/circuit-breaker.ts";
import type { ChangeFeed } from "#lib/verifier/change-feed.ts";
import type { Change } from "#lib/verifier/feed-session.ts";
import { KeyLoader, type LoadedKey } from "#lib/verifier/key-loader.ts";
import type { KeyStore } from "#lib/verifier/key-store.ts";

type Trust = Pick<ChangeFeed, "isTrusted" | "distrustedForMs">;

export interface KeyCacheOptions {
  db: Database;
  store: KeyStore;
  /** Knows whether every change has been heard. */
  feed: Trust;
  /** For how long what was good when it was last trusted still answers while the database is away. */
  staleIfDownMs: number;
}

/** How often keys were asked for, by where the answer came from. */
export interface CacheStats {
  hit: number;
  miss: number;
  /** Asked of the database because what is remembered was not to be trusted. */
  untrusted: number;
  /** Answered by what was remembered because the database was away. */
  stale: number;
}

/**
 * Knows keys without asking the database each time, for as long as every change is heard of. Who
 * asks while it is not is answered by a statement that began after they asked.
 */
export class KeyCache {
  readonly stats: CacheStats = { hit: 0, miss: 0, untrusted: 0, stale: 0 };
  readonly #store: KeyStore;
  readonly #feed: Trust;
  readonly #loader: KeyLoader;
  readonly #staleIfDownMs: number;
  readonly #breaker = new CircuitBreaker("The database");
  /** Questions under way that began in trust, and since which nothing has changed. */
  #underWay = new Map<string, Promise<KeyRecord | undefined>>();

  constructor({ db, store, feed, staleIfDownMs }: KeyCacheOptions) {
    this.#loader = new KeyLoader(db);
    this.#store = store;
    this.#feed = feed;
    this.#staleIfDownMs = staleIfDownMs;
  }

  readonly find: KeyFinder = (_ctx, keyHash) => {
    const name = keyHash.toString("latin1");
    if (!this.#feed.isTrusted()) return this.#findUntrusted(name, keyHash);
    const stored = this.#store.get(name);
    if (stored !== undefined && performance.now() < stored.goodUntil) {
      this.stats.hit += 1;
      return stored.record;
    }
    if (stored === undefined && this.#store.isUnknown(name)) {
      this.stats.hit += 1;
      return undefined;
    }
    this.stats.miss += 1;
    return this.#underWay.get(name) ?? this.#fill(name, keyHash);
  };

  /** Something has changed: answers under way are of before, and nobody else may have them. */
  forget(change: Change): void {
    this.#underWay = new Map();
    this.#store.forget(change);
  }

  forgetAll(): void {
    this.#underWay = new Map();
    this.#store.clear();
  }

  #fill(name: string, keyHash: Buffer): Promise<KeyRecord | undefined> {
    const underWay = this.#underWay;
    const filled = this.#load(name, keyHash)
      .then(({ record }) => record)
      .finally(() => underWay.delete(name));
    underWay.set(name, filled);
    return filled;
  }

  /** Asks, and remembers the answer unless something has changed since. */
  async #load(name: string, keyHash: Buffer): Promise<LoadedKey> {
    const underWay = this.#underWay;
    const loaded = await this.#loader.load(name, keyHash);
    if (underWay === this.#underWay) this.#store.put(name, loaded.record, loaded.askedAt);
    return loaded;
  }

  async #findUntrusted(name: string, keyHash: Buffer): Promise<KeyRecord | undefined> {
    this.stats.untrusted += 1;
    if (this.#staleIfDownMs === 0) return (await this.#loader.load(name, keyHash)).record;
    // Remembered too, or an outage would bring back what was good before the database refused it.
    const load = () => this.#load(name, keyHash);
    const loaded = await this.#breaker.ask<LoadedKey>(load);
    return loaded ? loaded.record : this.#findStale(name, load);
  }

  /** Where nothing is remembered that may still be told, whoever asks hears of the outage. */
  async #findStale(name: string, load: () => Promise<LoadedKey>): Promise<KeyRecord | undefined> {
    const stored = this.#store.get(name);
    const isTold =
      stored !== undefined &&
      performance.now() < stored.sameUntil &&
      this.#feed.distrustedForMs() < this.#staleIfDownMs;
    if (!isTold) return (await load()).record;
    this.stats.stale += 1;
    return stored.record;
  }
}
