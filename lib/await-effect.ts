import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { processWide } from "#lib/process-wide.ts";
import { LeaseWatch } from "#lib/verifier/lease-watch.ts";

/** For how long a response waits; then it says when the change will hold instead. */
const patienceMs = 2000;

/**
 * Waits until no verifier uses what it remembered from before the change that has just been
 * committed: each has confirmed that it heard of it, or its lease has ended. After 2 s it returns
 * all the same: whoever has not confirmed by then trusts nothing once its lease ends.
 * @returns when the change holds everywhere, which then lies in the future
 */
export async function awaitEffect({
  db,
  verifierLeaseSeconds,
}: Pick<Context, "db" | "verifierLeaseSeconds">): Promise<string> {
  const watches = processWide("lease watches", () => new WeakMap<object, LeaseWatch>());
  const watch = watches.get(db) ?? new LeaseWatch(db, verifierLeaseSeconds);
  watches.set(db, watch);
  return roundUp(await watch.untilFinal(patienceMs));
}

/** Moments have whole seconds; the one before would be too early. */
function roundUp(time: number): string {
  return toMoment(new Date(Math.ceil(time / 1000) * 1000));
}
