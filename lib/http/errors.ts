import { AppError } from "#lib/errors.ts";
import { helpLink } from "#lib/http/help-link.ts";
import { log } from "#lib/log.ts";

/** What the driver and the system say when the database is away or over its limits. */
const outages = new Set([
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** SQLSTATE classes 08, 53, 57, 58, and what a retry mends: failover, deadlock, lock timeout. */
const outageState = /^(08|53|57|58)...$|^(25006|40001|40P01|55P03)$/;

/** Any error as one of ours: an outage of the database is a 503, whatever else surprises a 500. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = findCode(error);
  const isOutage = outages.has(code) || outageState.test(code);
  return isOutage
    ? new AppError("unavailable", undefined, { cause: error, retryAfterSeconds: 1 })
    : new AppError("internal", undefined, { cause: error });
}

/** The error in the contract's envelope and headers; what is private goes to the log. */
export function errorResponse(error: unknown, requestId: string): Response {
  const appError = toAppError(error);
  const { challenge, headers, maxAgeSeconds, retryAfterSeconds } = appError.options;
  if (appError.status >= 500) log.error({ err: appError, requestId }, "request failed");
  const response = Response.json(appError.toEnvelope(), { status: appError.status, headers });
  response.headers.append("Link", helpLink(appError.code));
  if (appError.status === 401 || challenge) {
    const parameters = [
      ...(challenge ? [`error="${challenge}"`] : []),
      ...(maxAgeSeconds ? [`max_age="${maxAgeSeconds}"`] : []),
    ];
    response.headers.set("WWW-Authenticate", ["Bearer", parameters.join(", ")].join(" ").trim());
  }
  if (retryAfterSeconds) response.headers.set("Retry-After", String(retryAfterSeconds));
  return response;
}

function findCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return findCode(error.cause);
}
