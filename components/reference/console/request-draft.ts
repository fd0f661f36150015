import { toObject, type Values } from "#components/reference/console/values.ts";
import type { ConsoleCredential, ConsoleOperation } from "#lib/reference/schema.ts";

/** The reader's draft of a request. */
export interface Draft {
  /** Empty for none. */
  baseUrl: string;
  path: Values;
  query: Values;
  headers: Values;
  idempotencyKey: string;
  /** Whether the body is `json` instead of the form. */
  isJson: boolean;
  body: Values;
  json: string;
  /** Sends an API key as X-API-Key instead of a bearer token. */
  isKeyHeader: boolean;
}

export interface ConsoleRequest {
  method: ConsoleOperation["method"];
  url: string;
  headers: [name: string, value: string][];
  body: string | undefined;
}

/** Returns the placeholder of a secret by its name. */
export type Cover = (name: string) => string;

/**
 * Builds the request of a draft, with `token` as its credentials if it has one. `cover` replaces
 * its other secrets for display.
 */
export function toRequest(
  operation: ConsoleOperation,
  draft: Draft,
  token: string | null,
  cover?: Cover,
): ConsoleRequest {
  const { method, path, pathFields, queryFields, headerFields, isIdempotent } = operation;
  const search = new URLSearchParams(
    Object.entries(toObject(queryFields, draft.query)).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  const filledPath = pathFields.reduce((text, { name }) => {
    const value = draft.path[name]?.trim();
    return value ? text.replace(`{${name}}`, encodeURIComponent(value)) : text;
  }, path);
  const body = toBody(operation, draft, cover);
  const headers: ConsoleRequest["headers"] = [];
  if (token !== null) headers.push(credentialHeader(operation.credential, draft, token));
  if (body !== undefined) headers.push(["Content-Type", "application/json"]);
  if (isIdempotent && draft.idempotencyKey !== "") {
    headers.push(["Idempotency-Key", draft.idempotencyKey]);
  }
  for (const { name } of headerFields) {
    const value = draft.headers[name];
    if (value) headers.push([name, value]);
  }
  const base = draft.baseUrl.trim().replace(/\/+$/, "");
  return {
    method,
    url: `${base}${filledPath}${search.size > 0 ? `?${search}` : ""}`,
    headers,
    body,
  };
}

function credentialHeader(
  credential: ConsoleCredential,
  { isKeyHeader }: Draft,
  token: string,
): [string, string] {
  const isOwnHeader = credential === "api-key" && isKeyHeader;
  return isOwnHeader ? ["X-API-Key", token] : ["Authorization", `Bearer ${token}`];
}

function toBody({ body }: ConsoleOperation, draft: Draft, cover?: Cover): string | undefined {
  if (!body) return undefined;
  const { fields } = body;
  const secrets = (fields ?? []).filter(({ input }) => input === "secret");
  if (draft.isJson || !fields) {
    const text = draft.json.trim() === "" ? undefined : draft.json;
    return text && cover
      ? coverText(
          text,
          secrets.map(({ name }) => name),
          cover,
        )
      : text;
  }
  const object = toObject(fields, draft.body);
  if (body.isOptional && Object.keys(object).length === 0) return undefined;
  for (const { name } of secrets) {
    if (cover && object[name] !== undefined) object[name] = cover(name);
  }
  return JSON.stringify(object, null, 2);
}

/** Replaces the values of these properties, and leaves the rest of the text unchanged. */
function coverText(json: string, names: readonly string[], cover: Cover): string {
  return names.reduce(
    (text, name) =>
      text.replace(
        new RegExp(`("${name}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, "g"),
        (_, start) => `${start}${JSON.stringify(cover(name))}`,
      ),
    json,
  );
}
