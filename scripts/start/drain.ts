import { setTimeout as sleep } from "node:timers/promises";
import { startDraining } from "#lib/draining.ts";
import type { Settings } from "#lib/env.ts";
import { StopRequested } from "#scripts/start/stop-request.ts";

/**
 * Returns how long to drain before the listener closes. An embedded database has no other instances
 * to balance to.
 */
export function getDrainSeconds({ DRAIN_SECONDS, DATABASE_URL }: Settings, isDev = false): number {
  return DRAIN_SECONDS ?? (isDev || DATABASE_URL === undefined ? 0 : 5);
}

/** Keeps serving while `/readyz` returns 503; Ctrl-C in a terminal skips the wait. */
export async function drain(stop: AbortSignal, seconds: number): Promise<void> {
  startDraining();
  const isInteractive = stop.reason instanceof StopRequested && stop.reason.signal === "SIGINT";
  if (!isInteractive) await sleep(seconds * 1000);
}
