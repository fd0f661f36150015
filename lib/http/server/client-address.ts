import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * The caller's IP address in canonical form. Each trusted proxy appends the address it saw to
 * X-Forwarded-For, so with `n` of them only the n-th entry from the right is beyond forging.
 */
export function readClientAddress(req: IncomingMessage, trustedProxyHops: number): string {
  const forwarded = pickForwarded(req.headers["x-forwarded-for"], trustedProxyHops);
  return toAddress(forwarded) ?? toAddress(req.socket.remoteAddress) ?? "0.0.0.0";
}

/** An IP address in canonical form, an IPv4 one not mapped into IPv6; null for any other text. */
export function toAddress(text: string | undefined): string | null {
  // A link-local address names its interface behind a %, which is nobody else's to know.
  const [address = ""] = (text ?? "").split("%");
  return isIP(address) ? ipaddr.process(address).toString() : null;
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
