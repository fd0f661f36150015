import { totalmem } from "node:os";

const megabyte = 2 ** 20;
const minMegabytes = 128;
const maxMegabytes = 1024;

/**
 * Returns the size of PostgreSQL's shared buffers in MB: an eighth of the machine's or container's
 * memory, because the portal and a verifier share it. It is allocated as it fills.
 */
export function sharedBuffersMegabytes(memoryBytes = availableBytes()): number {
  const eighth = Math.floor(memoryBytes / megabyte / 8);
  return Math.min(Math.max(eighth, minMegabytes), maxMegabytes);
}

/**
 * Returns the container's memory limit if there is one; Node reports 0 or more than the machine has
 * if not.
 */
function availableBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
