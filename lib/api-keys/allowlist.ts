import ipaddr from "ipaddr.js";
import { AppError, type ErrorDetail } from "#lib/errors.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [address: Address, bits: number];

const mappedBits = 96;

/**
 * Entries of an allowlist in the one form that is stored: networks without host bits, single addresses
 * without a length, IPv4 never mapped into IPv6, each once. Throws `bad_request` for a range of mapped
 * addresses that is wider than all of IPv4, because it would never match one.
 */
export function normalizeAllowlist(entries: readonly string[]): string[] {
  const ranges = entries.map(readRange);
  const details = ranges.flatMap(([network], index): ErrorDetail[] => {
    const message = "Write a range of IPv4 addresses as one, such as 203.0.113.0/24";
    return isMapped(network) ? [{ field: `ipAllowlist.${index}`, message }] : [];
  });
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  return [...new Set(ranges.map(writeRange))];
}

/** Whether an address is in an allowlist, in whatever form the entries were stored; empty for any. */
export function isAddressAllowed(allowlist: readonly string[], ip: string | null): boolean {
  if (allowlist.length === 0) return true;
  if (ip === null || !ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return allowlist.some((entry) => {
    const range = readRange(entry);
    return range[0].kind() === address.kind() && address.match(range);
  });
}

/** Plain addresses count as ranges of one; what is mapped from IPv4 counts as that. */
function readRange(entry: string): Range {
  const [address, length] = entry.includes("/") ? ipaddr.parseCIDR(entry) : [ipaddr.parse(entry)];
  const bits = length ?? address.toByteArray().length * 8;
  return isMapped(address) && bits >= mappedBits
    ? [address.toIPv4Address(), bits - mappedBits]
    : [address, bits];
}

function isMapped(address: Address): address is ipaddr.IPv6 {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
}

function writeRange([address, bits]: Range): string {
  if (bits === address.toByteArray().length * 8) return address.toString();
  const kind = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${kind.networkAddressFromCIDR(`${address}/${bits}`)}/${bits}`;
}
