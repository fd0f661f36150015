import ipaddr from "ipaddr.js";
import type { RequestInfo } from "#lib/context.ts";

/**
 * Returns the key that a caller is counted under: IPv4 whole, IPv6 by /64, the smallest network
 * that anyone gets. Callers with an unreadable IP address share one counter per proxy.
 */
export function addressKey({ address, peer }: Pick<RequestInfo, "address" | "peer">): string {
  return address === null
    ? `unknown by ${peer ? getNetwork(peer) : "nobody"}`
    : getNetwork(address);
}

function getNetwork(address: string): string {
  if (!address.includes(":")) return address;
  const { parts } = ipaddr.IPv6.parse(address);
  return `${new ipaddr.IPv6([...parts.slice(0, 4), 0, 0, 0, 0])}/64`;
}
