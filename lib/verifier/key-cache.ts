import { hash } from "node:crypto";
import { hashFullKeys, isWellFormed } from "#lib/api-keys/token.ts";
import type { KeyLookup, KeySource } from "#lib/api-keys/verify/find-key.ts";
import { CircuitBreaker } from "#lib/circuit-breaker.ts";
import type { Database } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { ChangeFeed } from "#lib/verifier/change-feed.ts";
import { type LoadedKey, loadKey } from "#lib/verifier/key-loader.ts";
import type { KeyStore } from "#lib/verifier/key-store.ts";
import type { Change } from "#lib/verifier/protocol.ts";

type Load = () => Promise<LoadedKey>;
type Trust = Pick<ChangeFeed, "isTrusted" | "distrustedForMs" | "server">;

export interface KeyCacheOptions {
  db: Database;
  store: KeyStore;
  feed: Trust;
  /** For how long a stale entry may be used while the database is away. */
  staleIfDownMs: number;
}

/** Number of look-ups by where the result came from. */
export interface CacheStats {
  hit: number;
  miss: number;
  /** Read from the database because the cache was not to be trusted. */
  untrusted: number;
  /** Read from the cache because the database was away. */
  stale: number;
}

/**
 * Cache of keys, used while every change is received. While it is untrusted, each look-up gets the
 * result of a statement that started after it.
 */
export class KeyCache implements KeySource {
  readonly stats: CacheStats = { hit: 0, miss: 0, untrusted: 0, stale: 0 };
  readonly #store: KeyStore;
  readonly #feed: Trust;
  readonly #db: Database;
  readonly #staleIfDownMs: number;
  readonly #breaker = new CircuitBreaker("The database");
  /** Whether the last record came from another server than the changes. */
  #isElsewhere = false;
  /** Look-ups in flight that began while trusted, with no change since. */
  #inFlight = new Map<string, Promise<KeyLookup>>();

  constructor({ db, store, feed, staleIfDownMs }: KeyCacheOptions) {
    this.#db = db;
    this.#store = store;
    this.#feed = feed;
    this.#staleIfDownMs = staleIfDownMs;
  }

  get(
    { config, secrets }: Parameters<KeySource["get"]>[0],
    fullKey: string,
  ): KeyLookup | Promise<KeyLookup> {
    const name = getCacheKey(fullKey);
    const isTrusted = this.#feed.isTrusted();
    const stored = isTrusted ? this.#store.get(name) : undefined;
    if (stored !== undefined && performance.now() < stored.freshUntil) {
      this.stats.hit += 1;
      return stored.record;
    }
    if (!isWellFormed(config.keyPrefix, fullKey)) return "malformed";
    const load = () => {
      const hashes = hashFullKeys(secrets.keyHash, fullKey);
      return loadKey(this.#db, { name, hashes, names: config.verification.metadata });
    };
    if (!isTrusted) return this.#loadUntrusted(name, load);
    if (this.#store.isUnknown(name)) {
      this.stats.hit += 1;
      return "not_found";
    }
    this.stats.miss += 1;
    const fill = () => (stored ? this.#refresh(name, load) : this.#load(name, load));
    return this.#inFlight.get(name) ?? this.#share(name, fill());
  }

  /**
   * Drops the records that a change affects. Look-ups in flight may predate it, so none joins them.
   */
  forget(change: Change): void {
    this.#inFlight = new Map();
    this.#store.forget(change);
  }

  forgetAll(): void {
    this.#inFlight = new Map();
    this.#store.clear();
  }

  /** Has whoever asks for the same key meanwhile wait for the same look-up. */
  #share(name: string, lookup: Promise<KeyLookup>): Promise<KeyLookup> {
    const inFlight = this.#inFlight;
    const shared = lookup.finally(() => inFlight.delete(name));
    inFlight.set(name, shared);
    return shared;
  }

  /** Reloads an expired record; uses it anyway if the database is down. */
  async #refresh(name: string, load: Load): Promise<KeyLookup> {
    const loaded = await this.#breaker.run(() => this.#loadAndStore(name, load));
    if (loaded) return toLookup(loaded);
    const stored = this.#store.get(name);
    const isUsable = stored && performance.now() < stored.unchangedUntil && this.#feed.isTrusted();
    return isUsable ? stored.record : await this.#load(name, load);
  }

  async #load(name: string, load: Load): Promise<KeyLookup> {
    return toLookup(await this.#loadAndStore(name, load));
  }

  /** Loads a key, and stores it unless a change arrived meanwhile or another server returned it. */
  async #loadAndStore(name: string, load: Load): Promise<LoadedKey> {
    const inFlight = this.#inFlight;
    const loaded = await load();
    if (inFlight !== this.#inFlight) return loaded;
    const isElsewhere = loaded.server !== this.#feed.server;
    if (isElsewhere) this.#store.drop(name);
    else this.#store.put(name, loaded.record, loaded.askedAt);
    if (isElsewhere && !this.#isElsewhere) log.warn("keys come from another server than changes");
    this.#isElsewhere = isElsewhere;
    return loaded;
  }

  async #loadUntrusted(name: string, load: Load): Promise<KeyLookup> {
    this.stats.untrusted += 1;
    if (this.#staleIfDownMs === 0) return toLookup(await load());
    // Stored too, or an outage would bring back a key that the database has since refused.
    const loaded = await this.#breaker.run(() => this.#loadAndStore(name, load));
    return loaded ? toLookup(loaded) : this.#findStale(name, load);
  }

  /** @throws the outage's error if no stale entry may be used */
  async #findStale(name: string, load: Load): Promise<KeyLookup> {
    const stored = this.#store.get(name);
    const isUsable =
      stored !== undefined &&
      performance.now() < stored.unchangedUntil &&
      this.#feed.distrustedForMs() < this.#staleIfDownMs;
    if (!isUsable) return await this.#load(name, load);
    this.stats.stale += 1;
    return stored.record;
  }
}

function toLookup({ record }: LoadedKey): KeyLookup {
  return record ?? "not_found";
}

/** Many times faster than the keyed hash, which only the database needs. */
function getCacheKey(fullKey: string): string {
  return hash("sha256", fullKey, "binary");
}
