import { setTimeout as sleep } from "node:timers/promises";

interface Repetition {
  /** Lets what is under way finish, and begins nothing more. */
  stop(): Promise<void>;
}

/**
 * Runs `work` again and again: at once where it says that more is waiting, and otherwise, or after
 * an error, a pause later.
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
