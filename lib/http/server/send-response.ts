import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip, gzip } from "node:zlib";
import type { FastResponse } from "srvx/node";

const compress = promisify(gzip);
/** Below it, compressing costs more than it saves. */
const smallestCompressed = 1400;
/** RFC 9110 section 12.5.3: a weight of 0 refuses. */
const acceptsGzip = /(?:^|[,\s])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** Writes a Response to a connection: JSON at once, anything else as it comes. */
export async function sendResponse(
  req: IncomingMessage,
  res: ServerResponse,
  response: Response,
): Promise<void> {
  if (res.headersSent) return;
  // Node adds the reason phrase, which a Response has not got.
  res.statusCode = response.status;
  const { headers, body } = open(response);
  const type = setHeaders(res, headers);
  if (!body || req.method === "HEAD") {
    if (body instanceof ReadableStream) await body.cancel();
    res.end();
    return;
  }
  const isCompressed = acceptsGzip.test(String(req.headers["accept-encoding"] ?? ""));
  if (typeof body !== "string" && !type.startsWith("application/json")) {
    const bytes = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    if (!isCompressed || !type.startsWith("text/")) return endWith(pipeline(bytes, res));
    announceGzip(res);
    return endWith(pipeline(bytes, createGzip(), res));
  }
  const whole = typeof body === "string" ? body : await buffer(body as AsyncIterable<Uint8Array>);
  if (!isCompressed || Buffer.byteLength(whole) < smallestCompressed) {
    // As a string, which Node writes in one piece with the headers.
    res.end(whole);
    return;
  }
  announceGzip(res);
  res.end(await compress(whole));
}

interface Opened {
  headers: Iterable<[string, string]>;
  body: string | ReadableStream | null;
}

/** Opens a Response; a FastResponse without the Headers and the stream that a Response makes. */
function open(response: Response): Opened {
  // Every Response is an instance of FastResponse.
  if (!("_toNodeResponse" in response)) return response;
  const { headers, body = null } = (response as FastResponse)._toNodeResponse();
  const pairs: [string, string][] = [];
  for (let at = 0; at < headers.length; at += 2) {
    const [name = "", value = ""] = headers.slice(at, at + 2);
    // Node counts the bytes that it sends, which compression changes.
    if (name !== "content-length") pairs.push([name, value]);
  }
  return { headers: pairs, body: body as Opened["body"] };
}

/** Sets the headers of a response, and returns its type. */
function setHeaders(res: ServerResponse, headers: Opened["headers"]): string {
  let type = "";
  // What the server has said of a path's caching holds for every answer there.
  const isCachingSet = res.hasHeader("cache-control");
  for (const [name, value] of headers) {
    if (name === "content-type") type = value;
    if (name === "cache-control" && isCachingSet) continue;
    const earlier = name === "set-cookie" ? undefined : res.getHeader(name);
    if (name === "set-cookie") res.appendHeader(name, value);
    else res.setHeader(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return type;
}

function announceGzip(res: ServerResponse): void {
  res.setHeader("Content-Encoding", "gzip");
  res.appendHeader("Vary", "Accept-Encoding");
}

/** A caller that goes away, or a file that breaks off, ends the connection and nothing else. */
async function endWith(sending: Promise<void>): Promise<void> {
  await sending.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}
