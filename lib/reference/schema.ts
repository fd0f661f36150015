/** How a value is asked for in the console. */
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
  /** Texts, one a line. */
  | "list"
  | "json";

export interface ConsoleField {
  name: string;
  /** Plain text with `code` in backticks. */
  description: string;
  input: ConsoleInput;
  isRequired: boolean;
  choices: string[];
  /** As it is typed; empty where there is none. */
  example: string;
  /** What the server takes where nothing is sent; empty where that is nothing. */
  fallback: string;
  maxLength: number | null;
  /** Of whose ids the reader's own can be offered. */
  source: "application" | "api-key" | null;
}

/** What lets a caller in; `portal` is no token, and so nothing that the console could send. */
export type ConsoleCredential = "access-token" | "service-token" | "api-key" | "none" | "portal";

export interface ConsoleBody {
  /** Null where the body is no plain object, and only JSON can write it. */
  fields: ConsoleField[] | null;
  /** What the form starts with, by name. */
  initial: Record<string, string>;
  /** An example as indented JSON. */
  example: string;
  isOptional: boolean;
}

/** All that the console must know of one operation to send it. */
export interface ConsoleOperation {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its parameters in braces. */
  path: string;
  summary: string;
  credential: ConsoleCredential;
  pathFields: ConsoleField[];
  queryFields: ConsoleField[];
  headerFields: ConsoleField[];
  body: ConsoleBody | null;
  isIdempotent: boolean;
  /** What it does that cannot be taken back, to be confirmed first; null where it does nothing such. */
  warning: string | null;
}
