import { processWide } from "#lib/process-wide.ts";

const state = processWide("draining", () => ({ isDraining: false }));

/** Has `/readyz` return 503 from now on, so that load balancers send new requests elsewhere. */
export function startDraining(): void {
  state.isDraining = true;
}

/** Whether the process has been told to stop and still serves. */
export function isDraining(): boolean {
  return state.isDraining;
}
