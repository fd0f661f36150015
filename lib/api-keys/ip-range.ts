import ipaddr from "ipaddr.js";

/** Start and prefix length of an IP address or CIDR range; an address is a range of one. */
export function parseRange(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (entry.includes("/")) return ipaddr.parseCIDR(entry);
  const address = ipaddr.parse(entry);
  return [address, address.toByteArray().length * 8];
}
