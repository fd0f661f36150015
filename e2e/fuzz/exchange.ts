import { connect } from "node:net";
import type { FuzzRequest } from "./requests.ts";

export interface RawResponse {
  status: number;
  headers: Headers;
  text: string;
}

const timeoutMs = 20_000;

/**
 * Sends a request byte by byte as it is and reads the response. Throws where none comes in 20
 * seconds, or what comes is no HTTP.
 */
export function sendRaw(url: URL, { method, target, headers, body }: FuzzRequest) {
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${url.host}`,
    "Connection: close",
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body && !own.has("transfer-encoding") ? [`Content-Length: ${body.length}`] : []),
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return new Promise<RawResponse>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(body ? Buffer.concat([head, body]) : head);
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error("no response in 20 seconds")));
    socket.on("data", (chunk) => chunks.push(chunk));
    // Whoever refuses a body early may reset the connection after the response.
    socket.on("error", (error) => {
      if (chunks.length === 0 || error.message.startsWith("no response")) reject(error);
    });
    socket.on("close", () => {
      try {
        resolve(parse(Buffer.concat(chunks)));
      } catch (error) {
        reject(error);
      }
    });
  });
}

function parse(bytes: Buffer): RawResponse {
  let rest = bytes.toString("latin1");
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    const [statusLine = "", ...lines] = rest.slice(0, Math.max(0, end)).split("\r\n");
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
    if (!status) throw new Error(`not a response: ${JSON.stringify(rest.slice(0, 200))}`);
    rest = rest.slice(end + 4);
    if (status < 200) continue;
    const headers = new Headers();
    for (const line of lines) {
      const colon = line.indexOf(":");
      headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    const isChunked = headers.get("transfer-encoding") === "chunked";
    const text = Buffer.from(isChunked ? joinChunks(rest) : rest, "latin1").toString();
    return { status, headers, text };
  }
}

function joinChunks(coded: string): string {
  let text = "";
  for (let at = 0; ; ) {
    const lineEnd = coded.indexOf("\r\n", at);
    const length = Number.parseInt(coded.slice(at, lineEnd), 16);
    if (!length) return text;
    text += coded.slice(lineEnd + 2, lineEnd + 2 + length);
    at = lineEnd + 2 + length + 2;
  }
}
