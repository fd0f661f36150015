/** Input type of a value in the console. */
export type ConsoleInput =
  | "text"
  | "secret"
  | "number"
  | "moment"
  | "switch"
  /** One of `choices`. */
  | "choice"
  /** Several of `choices`. */
  | "choices"
  /** Texts, one per line. */
  | "list"
  | "json";

export interface ConsoleField {
  name: string;
  /** Plain text with `code` in backticks. */
  description: string;
  input: ConsoleInput;
  isRequired: boolean;
  choices: string[];
  /** As typed; empty if there is none. */
  example: string;
  /** The server's default; empty if there is none. */
  fallback: string;
  maxLength: number | null;
  /** Resource whose ids can be suggested. */
  source: "application" | "api-key" | null;
}

/** Credentials of a caller; the console cannot send `portal`, which is no token. */
export type ConsoleCredential = "access-token" | "service-token" | "api-key" | "none" | "portal";

export interface ConsoleBody {
  /** Null if the body is not a plain object and needs raw JSON. */
  fields: ConsoleField[] | null;
  /** Initial form values by name. */
  initial: Record<string, string>;
  /** An example as indented JSON. */
  example: string;
  isOptional: boolean;
}

/** All that the console needs to send an operation. */
export interface ConsoleOperation {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With parameters in braces. */
  path: string;
  summary: string;
  credential: ConsoleCredential;
  pathFields: ConsoleField[];
  queryFields: ConsoleField[];
  headerFields: ConsoleField[];
  body: ConsoleBody | null;
  isIdempotent: boolean;
  /** An irrevocable effect that must be confirmed first; null if there is none. */
  warning: string | null;
}

/** A server that the console can send requests to. */
export interface ConsoleServer {
  name: string;
  /** Its origin. */
  url: string;
}
