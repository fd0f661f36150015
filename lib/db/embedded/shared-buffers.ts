import { totalmem } from "node:os";

const megabyte = 2 ** 20;
const leastMegabytes = 128;
const mostMegabytes = 1024;

/**
 * What PostgreSQL keeps of the tables in its own memory, in MB: an eighth of what this machine or
 * container has, since the portal and a verifier run beside it. It is taken only as it is filled.
 */
export function sharedBuffersMegabytes(memoryBytes = availableBytes()): number {
  const eighth = Math.floor(memoryBytes / megabyte / 8);
  return Math.min(Math.max(eighth, leastMegabytes), mostMegabytes);
}

/** A container's limit where there is one; Node answers 0 or more than the machine where not. */
function availableBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
