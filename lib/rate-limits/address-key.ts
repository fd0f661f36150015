import ipaddr from "ipaddr.js";
import type { RequestInfo } from "#lib/context.ts";

/**
 * What the caller of a request is counted under: IPv4 whole, IPv6 by its /64, which is the least that
 * anyone is given and holds more addresses than could be counted. Callers whose address nobody can
 * read count together for each proxy that they come by, and with nobody else.
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
