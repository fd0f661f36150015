import type { Metrics } from "#lib/telemetry/metrics.ts";
import type { ChangeFeed } from "#lib/verifier/change-feed.ts";
import type { KeyCache } from "#lib/verifier/key-cache.ts";
import type { KeyStore } from "#lib/verifier/key-store.ts";
import type { Change } from "#lib/verifier/protocol.ts";

interface Observed {
  cache: Pick<KeyCache, "stats">;
  store: Pick<KeyStore, "entries" | "bytes">;
  feed: Pick<ChangeFeed, "isTrusted" | "heartbeatAgeMs">;
  /** How many were heard of, by kind. */
  changes: Record<Change["kind"], number>;
}

/** Tells of what a verifier remembers, and why it may trust that. */
export function observeCache({ observe }: Metrics, observed: Observed): void {
  const { cache, store, feed, changes } = observed;
  observe("cache_lookups_total", () => {
    const { hit, miss, untrusted, stale } = cache.stats;
    // What was answered stale was untrusted before.
    return { hit, miss, untrusted: untrusted - stale, stale };
  });
  observe("cache_entries", () => store.entries);
  observe("cache_bytes", () => store.bytes);
  observe("cache_trusted", () => Number(feed.isTrusted()));
  // None was ever heard where nothing is remembered.
  observe("heartbeat_age_seconds", () => {
    const ageMs = feed.heartbeatAgeMs();
    return Number.isFinite(ageMs) ? ageMs / 1000 : {};
  });
  observe("changes_heard_total", () => changes);
}
