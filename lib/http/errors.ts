import { AppError, type ErrorEnvelope, findErrorCode } from "#lib/errors.ts";
import { helpLink } from "#lib/http/help-link.ts";
import { log, ThrottledLog } from "#lib/log.ts";

/** Throttled: an outage fails every request, and a line for each would fill the log. */
const outageLog = new ThrottledLog((fields) => log.error(fields, "request failed"));

/** Error codes of the driver and the system while the database is away or over its limits. */
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

/**
 * SQLSTATE classes 08, 53, 57 and 58, and those that a retry solves: failover, deadlock, lock
 * timeout.
 */
const outageState = /^(08|53|57|58)...$|^(25006|40001|40P01|55P03)$/;

/** Converts any error: an outage of the database is a 503, anything unexpected a 500. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = findErrorCode(error);
  const isOutage = outages.has(code) || outageState.test(code);
  return isOutage
    ? new AppError("unavailable", undefined, { cause: error, retryAfterSeconds: 1 })
    : new AppError("internal", undefined, { cause: error });
}

/** The response to an error: the contract's envelope, and its headers. */
export interface Failure {
  status: number;
  envelope: ErrorEnvelope;
  headers: [string, string][];
}

/** What the log says about a failed request. */
export interface FailedRequest {
  requestId: string;
  method?: string;
  /** A template, never a path, which may hold an id. */
  route?: string;
  merchantId?: string;
}

/** Describes the response to any error; what is private goes to the log. */
export function describeFailure(error: unknown, request: FailedRequest): Failure {
  const appError = toAppError(error);
  const { challenge, headers = [], maxAgeSeconds, retryAfterSeconds } = appError.options;
  const { status } = appError;
  if (status >= 500) {
    const fields = { err: appError, status, ...request };
    if (status === 503) outageLog.add(fields);
    else log.error(fields, "request failed");
  }
  const parameters = [
    ...(challenge ? [`error="${challenge}"`] : []),
    ...(maxAgeSeconds ? [`max_age="${maxAgeSeconds}"`] : []),
  ];
  const isChallenged = status === 401 || challenge !== undefined;
  return {
    status,
    envelope: appError.toEnvelope(),
    headers: [
      ...(Array.isArray(headers) ? headers : Object.entries(headers)),
      ["Link", helpLink(appError.code)],
      ...pair(isChallenged, "WWW-Authenticate", `Bearer ${parameters.join(", ")}`.trim()),
      ...pair(retryAfterSeconds !== undefined, "Retry-After", String(retryAfterSeconds)),
    ],
  };
}

/** Creates the response to any error; what is private goes to the log. */
export function errorResponse(error: unknown, request: FailedRequest): Response {
  const { status, envelope, headers } = describeFailure(error, request);
  return Response.json(envelope, { status, headers });
}

function pair(isPresent: boolean, name: string, value: string): [string, string][] {
  return isPresent ? [[name, value]] : [];
}
