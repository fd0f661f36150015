import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { LRUCache } from "lru-cache";

interface Page {
  /** In headers and body, different for each reader. */
  nonce: string;
  headers: [string, string][];
  /** The body, split at its nonces. */
  parts: Buffer[];
}

const maxBytes = 64 * 1024 * 1024;
/** A rendered page compresses to a tenth at the first level already. */
const compress = promisify(gzip);
const compressionLevel = 1;

const sharedPath = /^\/docs(?:\/(?:guides|reference|secret-scanning)(?:\/[a-z0-9-]+)?)?$/;

/**
 * Caches the documentation's pages for readers without a cookie. Only the nonce of their
 * Content-Security-Policy differs for each reader.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, Page>({
    maxSize: maxBytes,
    sizeCalculation: ({ parts }) => parts.reduce((sum, part) => sum + part.length, 1),
  });

  /** Sends the page if it is cached. */
  async send(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const page = this.#pages.get(getCacheKey(req) ?? "");
    if (!page) return false;
    const nonce = readNonce(req);
    const body = join(page.parts, nonce);
    const isZipped = /\bgzip\b/.test(String(req.headers["accept-encoding"]));
    const bytes = isZipped ? await compress(body, { level: compressionLevel }) : body;
    for (const [name, value] of page.headers) {
      res.setHeader(name, value.replaceAll(page.nonce, nonce));
    }
    const varies = String(res.getHeader("vary"));
    if (!/accept-encoding/i.test(varies)) res.appendHeader("Vary", "Accept-Encoding");
    if (isZipped) res.setHeader("Content-Encoding", "gzip");
    res.setHeader("Content-Length", bytes.length);
    res.end(bytes);
    return true;
  }

  /** Has the handler render a public page, and caches it where that succeeds. */
  async render(
    req: IncomingMessage,
    res: ServerResponse,
    handler: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
  ): Promise<void> {
    const name = getCacheKey(req);
    if (name === null) return handler(req, res);
    // What a page is kept by says nothing of these, so nothing in it may follow from them.
    for (const header of ["accept-encoding", "if-none-match", "user-agent"]) {
      delete req.headers[header];
    }
    const ownHeaders = new Set(res.getHeaderNames());
    const chunks = recordBody(res);
    await handler(req, res);
    if (res.statusCode !== 200 || !res.writableEnded || res.hasHeader("set-cookie")) return;
    const nonce = readNonce(req);
    const names = res.getHeaderNames().filter((header) => !ownHeaders.has(header));
    const headers = names.map((header): [string, string] => [
      header,
      [res.getHeader(header)].flat().join(", "),
    ]);
    const parts = Buffer.concat(chunks).toString().split(nonce);
    this.#pages.set(name, { nonce, headers, parts: parts.map((part) => Buffer.from(part)) });
  }
}

/** Returns the cache key of a page; null for one that is not the same for everybody. */
function getCacheKey({ method, url = "", headers }: IncomingMessage): string | null {
  const { host, cookie, rsc } = headers;
  if (method !== "GET" || !sharedPath.test(url)) return null;
  if (cookie !== undefined || rsc !== undefined) return null;
  const origin = [headers["x-forwarded-proto"], headers["x-forwarded-host"], host];
  return JSON.stringify([url, ...origin]);
}

const readNonce = ({ headers }: IncomingMessage) => String(headers["x-nonce"]);

function join(parts: Buffer[], nonce: string): Buffer {
  const between = Buffer.from(nonce);
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
}

/** Records the chunks of a body as they are written. */
function recordBody(res: ServerResponse): Buffer[] {
  const chunks: Buffer[] = [];
  for (const method of ["write", "end"] as const) {
    const original = res[method].bind(res) as (...args: unknown[]) => never;
    res[method] = (...args: unknown[]) => {
      const [chunk] = args;
      if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      return original(...args);
    };
  }
  return chunks;
}
