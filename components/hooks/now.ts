import { useSyncExternalStore } from "react";

const tickMilliseconds = 30_000;

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, tickMilliseconds);
  return () => clearInterval(timer);
}

const currentTick = () => Math.floor(Date.now() / tickMilliseconds);
const noTick = () => null;

/** Returns the reader's time, updated every half minute; null on the server. */
export function useNow(): Date | null {
  const tick = useSyncExternalStore(subscribe, currentTick, noTick);
  return tick === null ? null : new Date();
}
