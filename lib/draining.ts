import { processWide } from "#lib/process-wide.ts";

const state = processWide("draining", () => ({ isDraining: false }));

/** Makes `/readyz` return 503, so that load balancers send new requests elsewhere. */
export function startDraining(): void {
  state.isDraining = true;
}

/** Returns whether the process is shutting down but still serving. */
export function isDraining(): boolean {
  return state.isDraining;
}
