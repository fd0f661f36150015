import { AppError } from "#lib/errors.ts";
import { withTimeout } from "#lib/timeout.ts";

const deadlineMs = 4800;

/** A caller gets 503 within 5 s even where the database accepts a statement and never answers. */
export function withDeadline<T>(work: Promise<T>, leftMs = deadlineMs): Promise<T> {
  return withTimeout(work, leftMs, () => {
    throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
  });
}

/** One deadline for several steps, which does not run between them. */
export class SharedDeadline {
  #leftMs = deadlineMs;

  /** Throws as `withDeadline`. */
  async spend<T>(work: Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await withDeadline(work, this.#leftMs);
    } finally {
      this.#leftMs -= performance.now() - startedAt;
    }
  }
}
