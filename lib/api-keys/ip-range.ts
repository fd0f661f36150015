import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
const mappedBits = 96;

/**
 * Parses an IP address or CIDR range into its start and prefix length; IPv4 mapped into IPv6 counts
 * as IPv4.
 */
export function parseRange(entry: string): [Address, number] {
  const [start, length] = entry.includes("/") ? ipaddr.parseCIDR(entry) : [ipaddr.parse(entry)];
  const bits = length ?? start.toByteArray().length * 8;
  return isMapped(start) && bits >= mappedBits
    ? [start.toIPv4Address(), bits - mappedBits]
    : [start, bits];
}

/** Whether an IP address is IPv4 mapped into IPv6. */
export function isMapped(address: Address): address is ipaddr.IPv6 {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
}
