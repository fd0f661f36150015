import type { SecurityAction } from "#lib/audit/constants.ts";

/**
 * Status, reason phrase and message of each code, one code per status of the contract. The only
 * place that chooses a status.
 */
export const errorTable = {
  bad_request: [400, "Bad Request", "The request contains invalid parameters or malformed data"],
  unauthorized: [401, "Unauthorized", "Authentication required. Please provide a valid API token"],
  forbidden: [403, "Forbidden", "You don't have permission to access this resource"],
  not_found: [404, "Not Found", "The requested resource was not found"],
  method_not_allowed: [405, "Method Not Allowed", "This resource does not support this method"],
  conflict: [409, "Conflict", "The request conflicts with the current state of the resource"],
  payload_too_large: [413, "Payload Too Large", "The request body is larger than 64 KiB"],
  unsupported_media_type: [
    415,
    "Unsupported Media Type",
    "The request body must be sent as application/json, in UTF-8 and uncompressed",
  ],
  unprocessable: [422, "Unprocessable Entity", "The request cannot be processed as it stands"],
  too_many_requests: [429, "Too Many Requests", "Too many requests. Please try again later"],
  internal: [500, "Internal Server Error", "Something went wrong on our side"],
  unavailable: [503, "Service Unavailable", "The service is not available. Please try again"],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof errorTable;

export const errorCodes = Object.keys(errorTable) as ErrorCode[];

/** Returns the code for a status, if the table has one. */
export function getErrorCode(status: number): ErrorCode | undefined {
  return errorCodes.find((code) => errorTable[code][0] === status);
}

export interface ErrorDetail {
  /** Path of the field in the body, query or path, such as `ipAllowlist.0`. */
  field: string;
  message: string;
}

/** The wire form of every error in the HTTP API. */
export interface ErrorEnvelope {
  error: string;
  message: string;
  code: number;
  details?: ErrorDetail[];
}

/** A refusal as a security event. */
export interface SecurityFact {
  action: SecurityAction;
  /** One of a few values such as `wrong_password`; never caller input. */
  reason: string;
}

export interface AppErrorOptions {
  /** Private: logged under the request id, never sent to the caller. */
  cause?: unknown;
  details?: ErrorDetail[];
  /** Error code for `WWW-Authenticate` (RFC 6750 section 3.1, RFC 9470 section 3). */
  challenge?: "invalid_token" | "insufficient_scope" | "insufficient_user_authentication";
  /** Maximum age of the authentication that `insufficient_user_authentication` demands. */
  maxAgeSeconds?: number;
  retryAfterSeconds?: number;
  /** The second factors of the account, for a sign-in page that has shown the right password. */
  factors?: readonly ("totp" | "passkey")[];
  /** For the audit log, if the code alone is not enough; null if recorded elsewhere. */
  security?: SecurityFact | null;
  /** Additional response headers, such as those of a rate limit; names may repeat. */
  headers?: Record<string, string> | [string, string][];
}

/** The server and Next's bundle hold separate copies of this module and exchange errors. */
const mark = Symbol.for("keysmith.AppError");

/** The only error class. `message` is public and defaults to the text of the contract. */
export class AppError extends Error {
  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly options: AppErrorOptions;

  constructor(
    code: ErrorCode,
    message: string = errorTable[code][2],
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.options = options;
  }

  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === "object" && value !== null && mark in value;
  }

  get status(): number {
    return errorTable[this.code][0];
  }

  toEnvelope(): ErrorEnvelope {
    const [code, error] = errorTable[this.code];
    const { details } = this.options;
    return { error, message: this.message, code, ...(code === 400 && details && { details }) };
  }
}

/** Returns the code of an error or its causes: a SQLSTATE or a system error code. */
export function findErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error instanceof AppError) return findErrorCode(error.cause);
  if ("code" in error && typeof error.code === "string") return error.code;
  return findErrorCode(error.cause);
}

/** Creates a 400 that names the invalid field; `security` for a wrong secret. */
export function invalidField(field: string, message: string, security?: SecurityFact): AppError {
  return new AppError("bad_request", undefined, { details: [{ field, message }], security });
}
