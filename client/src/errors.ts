import type { components, operations } from "./schema.ts";

export type ErrorDetail = NonNullable<components["schemas"]["Error"]["details"]>[number];

export interface ErrorFacts {
  /** 0 if there was no response. */
  status: number;
  message: string;
  details?: readonly ErrorDetail[];
  requestId?: string;
  retryAfterSeconds?: number;
  challenge?: string;
  cause?: unknown;
}

/** A call that failed. `code` says why; each subclass narrows it. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly code: string = "unexpected";
  readonly status: number;
  /** Invalid fields of a 400. */
  readonly details: readonly ErrorDetail[];
  /** ID of the request in the server's log. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** `error` of the WWW-Authenticate header, such as `insufficient_scope` (RFC 6750, RFC 9470). */
  readonly challenge: string | undefined;

  constructor({ message, cause, ...facts }: ErrorFacts) {
    super(message, { cause });
    this.status = facts.status;
    this.details = facts.details ?? [];
    this.requestId = facts.requestId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.challenge = facts.challenge;
  }
}

/** There was no response: a network error or a timeout. */
export class ConnectionError extends ApiError {
  override readonly name = "ConnectionError";
  override readonly code = "connection";
}

export class BadRequestError extends ApiError {
  override readonly name = "BadRequestError";
  override readonly code = "bad_request";
}

export class UnauthorizedError extends ApiError {
  override readonly name = "UnauthorizedError";
  override readonly code = "unauthorized";
}

export class ForbiddenError extends ApiError {
  override readonly name = "ForbiddenError";
  override readonly code = "forbidden";
}

export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
  override readonly code = "not_found";
}

export class MethodNotAllowedError extends ApiError {
  override readonly name = "MethodNotAllowedError";
  override readonly code = "method_not_allowed";
}

export class ConflictError extends ApiError {
  override readonly name = "ConflictError";
  override readonly code = "conflict";
}

export class PayloadTooLargeError extends ApiError {
  override readonly name = "PayloadTooLargeError";
  override readonly code = "payload_too_large";
}

export class UnsupportedMediaTypeError extends ApiError {
  override readonly name = "UnsupportedMediaTypeError";
  override readonly code = "unsupported_media_type";
}

export class UnprocessableError extends ApiError {
  override readonly name = "UnprocessableError";
  override readonly code = "unprocessable";
}

export class TooManyRequestsError extends ApiError {
  override readonly name = "TooManyRequestsError";
  override readonly code = "too_many_requests";
}

export class InternalError extends ApiError {
  override readonly name = "InternalError";
  override readonly code = "internal";
}

export class UnavailableError extends ApiError {
  override readonly name = "UnavailableError";
  override readonly code = "unavailable";
}

type StatusOf<T> = T extends { responses: infer R } ? keyof R : never;
type ErrorStatus = Exclude<StatusOf<operations[keyof operations]>, 200 | 201 | 204>;
type ErrorClass = new (facts: ErrorFacts) => ApiError;

const documented = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  413: PayloadTooLargeError,
  415: UnsupportedMediaTypeError,
  422: UnprocessableError,
  429: TooManyRequestsError,
  500: InternalError,
  503: UnavailableError,
} satisfies Record<ErrorStatus, ErrorClass>;

const classes: Record<number, ErrorClass> = { ...documented, 405: MethodNotAllowedError };

/** Returns the error for a response that is not a success or cannot be parsed. */
export function toError({ status, headers }: Response, text: string): ApiError {
  const envelope = parseEnvelope(text);
  return new (classes[status] ?? ApiError)({
    status,
    message: envelope?.message ?? "The server returned a response that could not be parsed.",
    details: envelope?.details,
    requestId: headers.get("X-Request-Id") ?? undefined,
    retryAfterSeconds: readRetryAfter(headers.get("Retry-After")),
    challenge: /\berror="([^"]*)"/.exec(headers.get("WWW-Authenticate") ?? "")?.[1],
  });
}

function parseEnvelope(text: string): Partial<components["schemas"]["Error"]> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seconds, or a date (RFC 9110 section 10.2.3). */
function readRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
