import type { RouteHandler } from "#lib/http/route.ts";
import { requireDescribed } from "#lib/testing/api/answers.ts";

export interface CallOptions {
  method?: string;
  token?: string;
  /** Sent as JSON; a string goes as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: string;
}

/**
 * Calls a route's exported handler as the server would. Throws where the reference does not
 * describe such an answer.
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
  // Like Next, which has no parameters for a path without them.
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

/** Between the portal's tabs and the server alone: no caller of the API names the merchant. */
function isOfStaleTab({ headers }: Request, { status }: Response): boolean {
  return status === 409 && headers.has("keysmith-merchant");
}
