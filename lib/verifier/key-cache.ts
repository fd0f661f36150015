import { hash } from "node:crypto";
import { hashFullKey } from "#lib/api-keys/token.ts";
import type { KeyRecord, KeySource } from "#lib/api-keys/verify/find-key.ts";
import { CircuitBreaker } from "#lib/circuit-breaker.ts";
import type { Database } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { ChangeFeed } from "#lib/verifier/change-feed.ts";
import { KeyLoader, type LoadedKey } from "#lib/verifier/key-loader.ts";
import type { KeyStore } from "#lib/verifier/key-store.ts";
import type { Change } from "#lib/verifier/protocol.ts";

type Ask = () => Promise<LoadedKey>;
type Trust = Pick<ChangeFeed, "isTrusted" | "distrustedForMs" | "server">;

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
export class KeyCache implements KeySource {
  readonly stats: CacheStats = { hit: 0, miss: 0, untrusted: 0, stale: 0 };
  readonly #store: KeyStore;
  readonly #feed: Trust;
  readonly #loader: KeyLoader;
  readonly #staleIfDownMs: number;
  readonly #breaker = new CircuitBreaker("The database");
  /** Whether the server that was asked last is not the one whose changes are heard. */
  #isElsewhere = false;
  /** Questions under way that began in trust, and since which nothing has changed. */
  #underWay = new Map<string, Promise<KeyRecord | undefined>>();

  constructor({ db, store, feed, staleIfDownMs }: KeyCacheOptions) {
    this.#loader = new KeyLoader(db);
    this.#store = store;
    this.#feed = feed;
    this.#staleIfDownMs = staleIfDownMs;
  }

  recall(fullKey: string): KeyRecord | undefined {
    if (!this.#feed.isTrusted()) return undefined;
    const stored = this.#store.get(nameOf(fullKey));
    if (stored === undefined || performance.now() >= stored.goodUntil) return undefined;
    this.stats.hit += 1;
    return stored.record;
  }

  async find(
    { secrets }: Parameters<KeySource["find"]>[0],
    fullKey: string,
  ): Promise<KeyRecord | undefined> {
    const remembered = this.recall(fullKey);
    if (remembered) return remembered;
    const name = nameOf(fullKey);
    const load = () => this.#loader.load(name, hashFullKey(secrets.keyHash, fullKey));
    if (!this.#feed.isTrusted()) return this.#findUntrusted(name, load);
    if (this.#store.isUnknown(name)) {
      this.stats.hit += 1;
      return undefined;
    }
    this.stats.miss += 1;
    return this.#underWay.get(name) ?? this.#fill(name, load);
  }

  /** Something has changed: answers under way are of before, and nobody else may have them. */
  forget(change: Change): void {
    this.#underWay = new Map();
    this.#store.forget(change);
  }

  forgetAll(): void {
    this.#underWay = new Map();
    this.#store.clear();
  }

  #fill(name: string, load: Ask): Promise<KeyRecord | undefined> {
    const underWay = this.#underWay;
    const filled = this.#refresh(name, load).finally(() => underWay.delete(name));
    underWay.set(name, filled);
    return filled;
  }

  /** What is too old to be told without asking still is told while nobody can be asked. */
  async #refresh(name: string, load: Ask): Promise<KeyRecord | undefined> {
    if (!this.#store.get(name)) return (await this.#remember(name, load)).record;
    const loaded = await this.#breaker.ask(() => this.#remember(name, load));
    if (loaded) return loaded.record;
    const stored = this.#store.get(name);
    const isTold = stored && performance.now() < stored.sameUntil && this.#feed.isTrusted();
    return isTold ? stored.record : (await this.#remember(name, load)).record;
  }

  /**
   * Asks, and remembers the answer unless something has changed since, or another server gave it
   * than the one whose changes are heard.
   */
  async #remember(name: string, load: Ask): Promise<LoadedKey> {
    const underWay = this.#underWay;
    const loaded = await load();
    if (underWay !== this.#underWay) return loaded;
    const isElsewhere = loaded.server !== this.#feed.server;
    if (isElsewhere) this.#store.drop(name);
    else this.#store.put(name, loaded.record, loaded.askedAt);
    if (isElsewhere && !this.#isElsewhere) log.warn("keys come from another server than changes");
    this.#isElsewhere = isElsewhere;
    return loaded;
  }

  async #findUntrusted(name: string, load: Ask): Promise<KeyRecord | undefined> {
    this.stats.untrusted += 1;
    if (this.#staleIfDownMs === 0) return (await load()).record;
    // Remembered too, or an outage would bring back what was good before the database refused it.
    const loaded = await this.#breaker.ask(() => this.#remember(name, load));
    return loaded ? loaded.record : this.#findStale(name, load);
  }

  /** Where nothing is remembered that may still be told, whoever asks hears of the outage. */
  async #findStale(name: string, load: Ask): Promise<KeyRecord | undefined> {
    const stored = this.#store.get(name);
    const isTold =
      stored !== undefined &&
      performance.now() < stored.sameUntil &&
      this.#feed.distrustedForMs() < this.#staleIfDownMs;
    if (!isTold) return (await this.#remember(name, load)).record;
    this.stats.stale += 1;
    return stored.record;
  }
}

/** Many times as fast as the keyed hash, which only the database asks for. */
function nameOf(fullKey: string): string {
  return hash("sha256", fullKey, "binary");
}
