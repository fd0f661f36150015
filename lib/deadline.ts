import { AppError } from "#lib/errors.ts";

const deadlineMs = 4800;

/** A caller hears 503 within 5 s even where the database takes the question and never answers. */
export async function withDeadline<T>(work: Promise<T>, leftMs = deadlineMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError("unavailable", undefined, { retryAfterSeconds: 1 })),
      leftMs,
    );
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
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
