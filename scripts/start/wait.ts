import { printNote } from "#scripts/start/terminal.ts";

const noticeMs = 3000;

interface Wait {
  /** Completes the sentence "Waiting for". */
  what: string;
  limitMs?: number;
  /** Aborts the wait, if the work behind it ends with the process. */
  stop?: AbortSignal;
}

/**
 * Waits for one step of the start, and prints what for after three seconds.
 * @throws Error after `limitMs`; the signal's reason after an abort
 */
export async function waitFor<T>(work: Promise<T>, { what, limitMs, stop }: Wait): Promise<T> {
  const over = Promise.withResolvers<never>();
  const giveUp = () => over.reject(stop?.reason);
  const notice = setTimeout(() => printNote(`Waiting for ${what}…`), noticeMs);
  const limit =
    limitMs === undefined
      ? undefined
      : setTimeout(() => {
          const error = new Error(`Gave up after ${limitMs / 1000} s of waiting for ${what}.`);
          over.reject(error);
        }, limitMs);
  if (stop?.aborted) giveUp();
  else stop?.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(notice);
    clearTimeout(limit);
    stop?.removeEventListener("abort", giveUp);
  }
}
