import { once } from "node:events";
import { lstat, rm } from "node:fs/promises";
import { createConnection } from "node:net";

/** The socket's owner and group are trusted. */
const socketMode = 0o660;

/**
 * Removes the Unix socket that a killed process left behind.
 * @throws Error if the path is not a socket or a process listens on it
 */
export async function clearSocket(path: string): Promise<void> {
  const left = await lstat(path).catch(() => undefined);
  if (left && !left.isSocket()) throw new Error(`VERIFIER_SOCKET: ${path} is no socket`);
  if (left && (await isAnswered(path))) {
    throw new Error(`VERIFIER_SOCKET: another process listens on ${path}`);
  }
  await rm(path, { force: true });
}

/** Restricts new sockets to their owner and group from creation on; returns the previous umask. */
export function restrictSockets(): number {
  return process.umask(0o777 & ~socketMode);
}

/** Returns whether a process accepts connections on the Unix socket. */
async function isAnswered(path: string): Promise<boolean> {
  const socket = createConnection(path);
  return once(socket, "connect")
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}
