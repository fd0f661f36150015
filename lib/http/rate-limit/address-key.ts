import ipaddr from "ipaddr.js";

/**
 * What an address is counted under: IPv4 whole, IPv6 by its /64, which is the least that anyone is
 * given and holds more addresses than could be counted.
 */
export function addressKey(address: string | null): string {
  if (!address?.includes(":")) return address ?? "unknown";
  const { parts } = ipaddr.IPv6.parse(address);
  return `${new ipaddr.IPv6([...parts.slice(0, 4), 0, 0, 0, 0])}/64`;
}
