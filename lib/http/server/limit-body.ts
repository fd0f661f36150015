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
 * Hands no more than `maxRequestBytes` of a body to its reader, whatever its length was said to be.
 * @param onExceed told once, when the reader wants more; without a reader nothing is read
 */
export function limitBody(req: IncomingMessage, onExceed: () => void): void {
  if (req.headers["transfer-encoding"] === undefined) return;
  const push = req.push.bind(req);
  let size = 0;
  req.push = (chunk: Buffer | null) => {
    const isOver = size > maxRequestBytes;
    size += chunk?.byteLength ?? 0;
    if (size <= maxRequestBytes) return push(chunk);
    if (!isOver) onExceed();
    return true;
  };
}
