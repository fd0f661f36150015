import { useSyncExternalStore } from "react";

const tickMilliseconds = 30_000;

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, tickMilliseconds);
  return () => clearInterval(timer);
}

const currentTick = () => Math.floor(Date.now() / tickMilliseconds);
const noTick = () => null;

/** The reader's clock, looked at every half minute; null on the server, which has another one. */
export function useNow(): Date | null {
  const tick = useSyncExternalStore(subscribe, currentTick, noTick);
  return tick === null ? null : new Date();
}
