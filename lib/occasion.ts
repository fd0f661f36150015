import { getClientName } from "#lib/client-name.ts";
import type { RequestInfo } from "#lib/context.ts";

/** Describes the time, IP address and browser of an action, for the end of an email. */
export function describeOccasion({ address, userAgent }: RequestInfo, now = new Date()): string {
  const time = now.toISOString().slice(0, 16).replace("T", " ");
  return [
    `Time: ${time} UTC`,
    `IP address: ${address ?? "unknown"}`,
    `Browser: ${(userAgent && getClientName(userAgent)) || "unknown"}`,
  ].join("\n");
}
