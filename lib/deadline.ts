import { AppError } from "#lib/errors.ts";

const deadlineMs = 4800;

/** A caller hears 503 within 5 s even where the database takes the question and never answers. */
export async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError("unavailable", undefined, { retryAfterSeconds: 1 })),
      deadlineMs,
    );
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
