import { BlockList, isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Number of proxies that append to X-Forwarded-For, and which peers are trusted. */
export interface Forwarding {
  hops: number;
  /** Returns whether a peer's forwarding headers are trusted, by its canonical IP address. */
  trusts(peer: string | null): boolean;
}

/** Loopback and the networks of RFC 1918, 3927, 4193, 4291 and 6598, typical for proxies. */
export const privateNetworks: readonly string[] = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
];

/** Trusts the peers in `networks`, which are in CIDR notation. */
export function createForwarding(hops: number, networks: readonly string[]): Forwarding {
  const list = new BlockList();
  for (const network of networks) {
    const [base = "", length] = network.split("/");
    list.addSubnet(base, Number(length), base.includes(":") ? "ipv6" : "ipv4");
  }
  return {
    hops,
    trusts: (peer) => peer !== null && list.check(peer, peer.includes(":") ? "ipv6" : "ipv4"),
  };
}

/** `1.2.3.4:80`, `[2001:db8::1]:80`, `[2001:db8::1]`; the port may be obfuscated. */
const withPort = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(?:\d{1,5}|_[\w.-]+))?$/;

/**
 * Returns the canonical IP address in a socket's or proxy's text, IPv4 unmapped from IPv6; null for
 * other text such as `unknown`. Accepts a port, and brackets and quotation marks around IPv6 (RFC
 * 7239, section 6).
 */
export function toAddress(text: string | undefined): string | null {
  const node = (text ?? "").trim().replace(/^"(.*)"$/, "$1");
  const [, ipv6, other] = withPort.exec(node) ?? [];
  // A link-local address has a zone id behind %, which only means something on its own host.
  const [address = ""] = (ipv6 ?? other ?? node).split("%");
  const version = isIP(address);
  if (version === 0 || (ipv6 !== undefined && version !== 6)) return null;
  return ipaddr.process(address).toString();
}

/** Returns the entry that is `hops` proxies away in a comma-separated forwarding header. */
export function pickForwarded(
  header: string | string[] | undefined,
  hops: number,
): string | undefined {
  if (hops === 0 || header === undefined) return undefined;
  const entries = String(header).split(",");
  return entries[entries.length - hops]?.trim();
}
