import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { processWide } from "#lib/process-wide.ts";
import { LeaseWatch } from "#lib/verifier/lease-watch.ts";

/** Longest wait for a response; after that it returns a later effective time. */
const timeoutMs = 2000;

/**
 * Waits until no verifier uses cache entries from before the change just committed: each has
 * confirmed the change, or its lease has ended. Returns after 2 s at most, because a verifier that
 * has not confirmed stops trusting its cache when its lease ends.
 * @returns when the change is effective everywhere, possibly in the future
 */
export async function awaitEffect({
  db,
  verifierLeaseSeconds,
  metrics,
}: Pick<Context, "db" | "verifierLeaseSeconds"> &
  Partial<Pick<Context, "metrics">>): Promise<string> {
  const watches = processWide("lease watches", () => new WeakMap<object, LeaseWatch>());
  const watch = watches.get(db) ?? new LeaseWatch(db, verifierLeaseSeconds);
  watches.set(db, watch);
  const startedAt = performance.now();
  const { at, afterMs } = await watch.findEffect(timeoutMs);
  const waitedSeconds = (performance.now() - startedAt) / 1000;
  metrics?.observeEffect({ waitedSeconds, effectiveSeconds: afterMs / 1000 });
  return roundUp(at);
}

/** Wire timestamps have whole seconds; rounding down would be too early. */
function roundUp(time: number): string {
  return toMoment(new Date(Math.ceil(time / 1000) * 1000));
}
