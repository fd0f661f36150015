import { AppError } from "#lib/errors.ts";
import { withTimeout } from "#lib/timeout.ts";

const deadlineMs = 4800;

/** Rejects with 503 within 5 s, even if the database accepts a statement and never responds. */
export function withDeadline<T>(work: Promise<T>, leftMs = deadlineMs): Promise<T> {
  return withTimeout(work, leftMs, () => {
    throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
  });
}

/** One deadline for several steps; time between the steps does not count. */
export class SharedDeadline {
  #leftMs = deadlineMs;

  /** Throws like `withDeadline`. */
  async spend<T>(work: Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await withDeadline(work, this.#leftMs);
    } finally {
      this.#leftMs -= performance.now() - startedAt;
    }
  }
}
