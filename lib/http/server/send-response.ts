import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip, gzip } from "node:zlib";

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
  for (const [name, value] of response.headers) res.appendHeader(name, value);
  if (response.body === null || req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
    return;
  }
  const isCompressed = acceptsGzip.test(String(req.headers["accept-encoding"] ?? ""));
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  if (!isJson) {
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    if (!isCompressed || !response.headers.get("content-type")?.startsWith("text/")) {
      return endWith(pipeline(body, res));
    }
    announceGzip(res);
    return endWith(pipeline(body, createGzip(), res));
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!isCompressed || bytes.byteLength < smallestCompressed) {
    res.end(bytes);
    return;
  }
  announceGzip(res);
  res.end(await compress(bytes));
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
