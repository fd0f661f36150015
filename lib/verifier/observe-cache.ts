import type { Metrics } from "#lib/telemetry/metrics.ts";
import type { ChangeFeed } from "#lib/verifier/change-feed.ts";
import type { KeyCache } from "#lib/verifier/key-cache.ts";
import type { KeyStore } from "#lib/verifier/key-store.ts";
import type { Change } from "#lib/verifier/protocol.ts";

interface Observed {
  cache: Pick<KeyCache, "stats">;
  store: Pick<KeyStore, "entries" | "bytes">;
  feed: Pick<ChangeFeed, "isTrusted" | "heartbeatAgeMs" | "reconnects">;
  /** Number of received changes by kind. */
  changes: Record<Change["kind"], number>;
  /** Whether there is a cache at all. */
  isRemembering: boolean;
}

/** Exports metrics of the cache and of the feed that keeps it current. */
export function observeCache({ observe }: Metrics, observed: Observed): void {
  const { cache, store, feed, changes, isRemembering } = observed;
  observe("cache_lookups_total", () => {
    const { hit, miss, untrusted, stale } = cache.stats;
    // Stale results also count as untrusted.
    return { hit, miss, untrusted: untrusted - stale, stale };
  });
  observe("cache_entries", () => store.entries);
  observe("cache_bytes", () => store.bytes);
  observe("cache_trusted", () => (isRemembering ? Number(feed.isTrusted()) : {}));
  // A verifier without a cache has no heartbeat.
  observe("heartbeat_age_seconds", () => {
    const ageMs = feed.heartbeatAgeMs();
    return Number.isFinite(ageMs) ? ageMs / 1000 : {};
  });
  observe("feed_reconnects_total", () => feed.reconnects);
  observe("changes_heard_total", () => changes);
}
