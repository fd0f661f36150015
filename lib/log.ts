import pino from "pino";
import { AppError } from "#lib/errors.ts";

interface ErrorLike {
  name?: unknown;
  message: string;
  stack?: unknown;
  code?: unknown;
  cause?: unknown;
}

/** Libraries hand on copies of errors too, which are no instances of Error. */
function isErrorLike(value: unknown): value is ErrorLike {
  return (
    typeof value === "object" &&
    value !== null &&
    "message" in value &&
    typeof value.message === "string"
  );
}

/**
 * An error without what a driver adds to it: Drizzle's message and postgres.js' fields repeat the
 * parameters of the statement, which may be anybody's data. A stack begins with the message.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!isErrorLike(error)) {
    return {
      message:
        typeof error === "object" ? "Unknown error: an object without a message" : String(error),
    };
  }
  const isDrizzle = error.name === "DrizzleQueryError" || error.message.startsWith("Failed query");
  if (isDrizzle) {
    return error.cause === undefined ? { message: "Failed query" } : describeError(error.cause);
  }
  const { name, message, stack, code } = error;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { name, message, code, ...(error instanceof AppError ? {} : { stack }), cause };
}

/** The server's log: a JSON line an entry on standard output; `LOG_LEVEL` says from which level. */
export const log = pino({
  base: undefined,
  level: process.env.LOG_LEVEL || "info",
  serializers: { err: describeError },
  timestamp: pino.stdTimeFunctions.isoTime,
});

interface AccessLine {
  requestId: string;
  method: string;
  /** A template: a path may hold an id, and its query anything. */
  route: string;
  /** Null where the caller went away before the answer. */
  status: number | null;
  seconds: number;
}

/** One request in the access log. It names no caller: the request id leads to what else is known. */
export function logAccess({ seconds, ...line }: AccessLine): void {
  log.info({ ...line, ms: Math.round(seconds * 100_000) / 100 }, "request");
}

type Write = (fields: Record<string, unknown>) => void;

const throttleMs = 10_000;

/**
 * Writes what an outage repeats without end: the first line at once, then at most one in `pauseMs`,
 * which says as `unlogged` how many were left out since the line before.
 */
export class ThrottledLog {
  readonly #pauseMs: number;
  readonly #write: Write;
  #unlogged = 0;
  #latest: Record<string, unknown> = {};
  #timer: NodeJS.Timeout | undefined;

  constructor(write: Write, pauseMs = throttleMs) {
    this.#write = write;
    this.#pauseMs = pauseMs;
  }

  add(fields: Record<string, unknown>): void {
    if (this.#timer) {
      this.#latest = fields;
      this.#unlogged += 1;
      return;
    }
    this.#write(fields);
    this.#wait();
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#summarize(), this.#pauseMs).unref();
  }

  #summarize(): void {
    this.#timer = undefined;
    if (this.#unlogged === 0) return;
    // The latest of them stands for the others.
    this.#write({ ...this.#latest, unlogged: this.#unlogged - 1 });
    this.#unlogged = 0;
    this.#latest = {};
    this.#wait();
  }
}
