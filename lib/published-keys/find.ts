import { AppError } from "#lib/errors.ts";

/** Public keys published at a URL, by key id. */
export interface PublishedKeys<K> {
  /** How long fetched keys are fresh, and how long they may be used in an outage. */
  freshMs: number;
  keptMs: number;
  /** Pause between two fetches. */
  pauseMs: number;
  fetch(address: string): Promise<Map<string, K>>;
}

interface Source<K> {
  keys: Map<string, K> | null;
  fetchedAt: number;
  /** Time and result of the last fetch. */
  triedAt: number;
  failure: unknown;
  fetching: Promise<void> | null;
}

/**
 * Creates a finder that returns the key of an id, or null. Keys are cached, and longer while the
 * URL is unreachable; an unknown id triggers a new fetch, after a pause. Throws `unavailable` if
 * the keys could not be fetched.
 */
export function keyFinder<K>(published: PublishedKeys<K>) {
  const sources = new Map<string, Source<K>>();
  const { freshMs, keptMs, pauseMs } = published;

  async function find(address: string, name: string): Promise<K | null> {
    const source = getSource(address);
    const ageMs = () => performance.now() - source.fetchedAt;
    if (ageMs() > freshMs || !source.keys?.has(name)) await refresh(address, source);
    const key = ageMs() <= keptMs ? (source.keys?.get(name) ?? null) : null;
    if (key === null && source.failure !== null) {
      const waitMs = source.triedAt + pauseMs - performance.now();
      throw new AppError("unavailable", undefined, {
        cause: source.failure,
        retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
      });
    }
    return key;
  }

  function getSource(address: string): Source<K> {
    const never = Number.NEGATIVE_INFINITY;
    const unknown = { keys: null, fetchedAt: never, triedAt: never, failure: null, fetching: null };
    const source = sources.get(address) ?? unknown;
    sources.set(address, source);
    return source;
  }

  async function refresh(address: string, source: Source<K>): Promise<void> {
    if (source.fetching) return source.fetching;
    if (performance.now() - source.triedAt < pauseMs) return;
    source.triedAt = performance.now();
    source.fetching = published
      .fetch(address)
      .then((keys) => Object.assign(source, { keys, fetchedAt: source.triedAt, failure: null }))
      .catch((failure) => Object.assign(source, { failure }))
      .then(() => {
        source.fetching = null;
      });
    return source.fetching;
  }

  return find;
}
