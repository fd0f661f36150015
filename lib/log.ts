import pino from "pino";
import { AppError } from "#lib/errors.ts";

/**
 * An error without what a driver adds to it: Drizzle's message and postgres.js' fields repeat the
 * parameters of the statement, which may be anybody's data.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const isDrizzle = error.name === "DrizzleQueryError" || error.message.startsWith("Failed query");
  if (isDrizzle) return describeError(error.cause);
  const { name, message, stack } = error;
  const code = "code" in error ? error.code : undefined;
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
