import pino from "pino";
import { AppError } from "#lib/errors.ts";

interface ErrorLike {
  name?: unknown;
  message: string;
  stack?: unknown;
  code?: unknown;
  cause?: unknown;
}

/** Libraries also pass plain copies of errors, which are not instances of Error. */
function isErrorLike(value: unknown): value is ErrorLike {
  return (
    typeof value === "object" &&
    value !== null &&
    "message" in value &&
    typeof value.message === "string"
  );
}

/**
 * Describes an error without driver details: Drizzle's message and postgres.js' fields repeat
 * statement parameters, which may be personal data. A stack starts with the message.
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

/** The server's log: one JSON line per entry on standard output, from level `LOG_LEVEL` on. */
export const log = pino({
  base: undefined,
  level: process.env.LOG_LEVEL || "info",
  serializers: { err: describeError },
  timestamp: pino.stdTimeFunctions.isoTime,
});

interface AccessLine {
  requestId: string;
  method: string;
  /** A route template: a path may contain an id, and a query anything. */
  route: string;
  /** Null if the caller disconnected before the response. */
  status: number | null;
  seconds: number;
  /** Absent if the request is not traced. */
  traceId?: string;
}

/** Logs one request without its caller; the request id leads to the rest. */
export function logAccess({ seconds, ...line }: AccessLine): void {
  log.info({ ...line, ms: Math.round(seconds * 100_000) / 100 }, "request");
}

type Write = (fields: Record<string, unknown>) => void;

const throttleMs = 10_000;

/**
 * Throttles log lines that an outage repeats: writes the first one at once, then at most one per
 * `pauseMs`, with the number of skipped lines as `unlogged`.
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
    // The latest line represents the skipped ones.
    this.#write({ ...this.#latest, unlogged: this.#unlogged - 1 });
    this.#unlogged = 0;
    this.#latest = {};
    this.#wait();
  }
}
