import type { IncomingMessage } from "node:http";

/**
 * Larger than every endpoint's own limit. Keeps pages, and an endpoint without a limit, from
 * filling the memory.
 */
export const maxRequestBytes = 1024 * 1024;

/** Whether a request's Content-Length is over the limit. */
export function announcesTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? 0) > maxRequestBytes;
}

/**
 * Passes at most `maxRequestBytes` of a body without a Content-Length to its reader.
 * @param refuse called at the limit; returns false where the response is out already, and Node
 *   discards the rest
 */
export function limitBody(req: IncomingMessage, refuse: () => boolean): void {
  if (req.headers["transfer-encoding"] === undefined) return;
  const push = req.push.bind(req);
  let size = 0;
  let isRefused = false;
  req.push = (chunk: Buffer | null) => {
    size += chunk?.byteLength ?? 0;
    if (size > maxRequestBytes) isRefused ||= refuse();
    return isRefused || push(chunk);
  };
}
