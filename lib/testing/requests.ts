type Handler = (
  request: Request,
  about: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export interface CallOptions {
  method?: string;
  token?: string;
  /** Sent as JSON; a string goes as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: string;
}

/** Calls a route's exported handler as the server would. */
export async function call(handler: Handler, options: CallOptions = {}) {
  const { body, headers = {}, method = body === undefined ? "GET" : "POST" } = options;
  const request = new Request(`http://localhost/${options.query ?? ""}`, {
    method,
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(options.token && { Authorization: `Bearer ${options.token}` }),
      ...headers,
    },
    body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(options.params ?? {}) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}
