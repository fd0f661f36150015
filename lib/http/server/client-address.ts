import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * The caller's IP address in canonical form. Each trusted proxy appends the address it saw to
 * X-Forwarded-For, so with `n` of them only the n-th entry from the right is beyond forging.
 */
export function readClientAddress(req: IncomingMessage, trustedProxyHops: number): string {
  const forwarded = pickForwarded(req.headers["x-forwarded-for"], trustedProxyHops);
  const seen = forwarded && isIP(forwarded) ? forwarded : (req.socket.remoteAddress ?? "");
  // A link-local address names its interface behind a %, which is nobody else's to know.
  const [address = ""] = seen.split("%");
  return isIP(address) ? ipaddr.process(address).toString() : "0.0.0.0";
}

/** What `hops` proxies away was said in a comma-separated header that each of them appends to. */
export function pickForwarded(
  header: string | string[] | undefined,
  hops: number,
): string | undefined {
  if (hops === 0 || header === undefined) return undefined;
  const entries = String(header).split(",");
  return entries[entries.length - hops]?.trim();
}
