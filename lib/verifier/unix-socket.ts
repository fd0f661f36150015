import { once } from "node:events";
import { lstat, rm } from "node:fs/promises";
import { createConnection } from "node:net";

/** Who may open the socket is trusted: its owner and the group. */
const socketMode = 0o660;

/**
 * Removes the Unix socket that a killed process has left.
 * @throws Error where the path is something else, or a process listens there
 */
export async function clearSocket(path: string): Promise<void> {
  const left = await lstat(path).catch(() => undefined);
  if (left && !left.isSocket()) throw new Error(`VERIFIER_SOCKET: ${path} is no socket`);
  if (left && (await isAnswered(path))) {
    throw new Error(`VERIFIER_SOCKET: another process listens on ${path}`);
  }
  await rm(path, { force: true });
}

/** Has sockets made for their owner and the group, from their first moment on; returns the mask before. */
export function restrictSockets(): number {
  return process.umask(0o777 & ~socketMode);
}

/** Whether somebody takes connections on a Unix socket. */
async function isAnswered(path: string): Promise<boolean> {
  const socket = createConnection(path);
  return once(socket, "connect")
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}
