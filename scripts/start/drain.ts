import { setTimeout as sleep } from "node:timers/promises";
import { startDraining } from "#lib/draining.ts";
import type { Settings } from "#lib/env.ts";
import { StopRequested } from "#scripts/start/stop-request.ts";

/**
 * For how long a stop is announced before the listener closes. Nobody balances between processes on
 * an embedded database.
 */
export function getDrainSeconds({ DRAIN_SECONDS, DATABASE_URL }: Settings, isDev = false): number {
  return DRAIN_SECONDS ?? (isDev || DATABASE_URL === undefined ? 0 : 5);
}

/** Serves on while `/readyz` says 503; Ctrl-C in a terminal does not wait for balancers. */
export async function drain(stop: AbortSignal, seconds: number): Promise<void> {
  startDraining();
  const isInteractive = stop.reason instanceof StopRequested && stop.reason.signal === "SIGINT";
  if (!isInteractive) await sleep(seconds * 1000);
}
