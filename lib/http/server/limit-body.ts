import type { IncomingMessage } from "node:http";

/**
 * Larger than what any endpoint takes, each of which has a limit of its own: what has none, such as a
 * page, and what forgets it cannot be made to fill the memory.
 */
export const maxRequestBytes = 1024 * 1024;

/** Whether a request announces more than it may bring. */
export function announcesTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? 0) > maxRequestBytes;
}

/**
 * Hands no more than `maxRequestBytes` of a body of no said length to its reader.
 * @param refuse called when the reader gets more; returns false where the response is out already, and
 * what follows is thrown away by Node
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
