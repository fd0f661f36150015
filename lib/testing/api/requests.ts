import type { RouteHandler } from "#lib/http/route.ts";
import { requireDescribed } from "#lib/testing/api/answers.ts";

export interface CallOptions {
  method?: string;
  token?: string;
  /** Sent as JSON; a string is sent unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: string;
}

/**
 * Calls a route's exported handler like the server. Throws if the reference does not describe the
 * response.
 */
export async function call(handler: RouteHandler, options: CallOptions = {}) {
  const { body, headers = {}, method = body === undefined ? "GET" : "POST" } = options;
  const request = new Request(`http://localhost/${options.query ?? ""}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(options.token && { Authorization: `Bearer ${options.token}` }),
      ...headers,
    },
    body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
  });
  // Next also passes no parameters for a path without them.
  const response = await handler(request, { params: Promise.resolve(options.params) });
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, text };
  const { operation } = handler;
  if (operation && !isOfStaleTab(request, response)) requireDescribed(operation, answer);
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return {
    status: response.status,
    headers: response.headers,
    body: text && isJson ? JSON.parse(text) : text,
  };
}

/** Only the portal's tabs name the merchant, so the reference omits this response. */
function isOfStaleTab({ headers }: Request, { status }: Response): boolean {
  return status === 409 && headers.has("keysmith-merchant");
}
