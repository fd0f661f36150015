import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Exchange {
  status: number;
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape it expects
  body: any;
}

export interface ExchangeOptions {
  method?: string;
  token?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; text and bytes are sent unchanged. */
  body?: unknown;
  /** Without a Content-Length. */
  isChunked?: boolean;
  socketPath?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 30_000 });

/** Sends one request on a keep-alive connection. Throws if the response is cut off. */
export function exchange(url: string, options: ExchangeOptions = {}): Promise<Exchange> {
  const { body, token, socketPath } = options;
  const sent =
    body === undefined || typeof body === "string" || Buffer.isBuffer(body)
      ? body
      : JSON.stringify(body);
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(sent !== undefined && {
      "Content-Type": "application/json",
      ...(options.isChunked
        ? { "Transfer-Encoding": "chunked" }
        : { "Content-Length": String(Buffer.byteLength(sent)) }),
    }),
    ...options.headers,
  };
  const method = options.method ?? (sent === undefined ? "GET" : "POST");
  return new Promise((resolve, reject) => {
    const req = request(url, { agent, method, headers, socketPath }, (res) => {
      let text = "";
      res.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      res.on("error", reject);
      res.on("end", () => {
        const isJson = res.headers["content-type"]?.startsWith("application/json");
        const answer = isJson ? JSON.parse(text) : text;
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: answer });
      });
    });
    req.on("error", reject);
    req.end(sent);
  });
}
