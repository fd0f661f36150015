import { setTimeout as sleep } from "node:timers/promises";

interface Repetition {
  /** Waits for the current run and starts no other. */
  stop(): Promise<void>;
}

/**
 * Runs `work` repeatedly: at once if it reports more work, otherwise, or after an error, after a
 * pause.
 */
export function repeat(
  work: () => Promise<boolean>,
  { pauseMs, onError }: { pauseMs: number; onError: (error: unknown) => void },
): Repetition {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = run();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const isMore = await work().catch((error) => {
        onError(error);
        return false;
      });
      if (!isMore) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
