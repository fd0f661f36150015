import ipaddr from "ipaddr.js";
import { isMapped, parseRange } from "#lib/api-keys/ip-range.ts";
import { AppError, type ErrorDetail } from "#lib/errors.ts";

/**
 * Normalizes an allowlist for storage: ranges without host bits, single IP addresses without a
 * length, IPv4 never mapped into IPv6, each once. Throws `bad_request` for a range of mapped
 * addresses wider than all of IPv4, because it would never match.
 */
export function normalizeAllowlist(entries: readonly string[]): string[] {
  const ranges = entries.map(parseRange);
  const details = ranges.flatMap(([start], index): ErrorDetail[] => {
    const message = "Write IPv4 addresses and ranges as IPv4, such as 203.0.113.0/24";
    return isMapped(start) ? [{ field: `ipAllowlist.${index}`, message }] : [];
  });
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  return [...new Set(ranges.map(writeRange))];
}

function writeRange([start, bits]: ReturnType<typeof parseRange>): string {
  if (bits === start.toByteArray().length * 8) return start.toString();
  const kind = start.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${kind.networkAddressFromCIDR(`${start}/${bits}`)}/${bits}`;
}

/**
 * Whether an allowlist allows an IP address, however its entries were stored; an empty one allows
 * any.
 */
export function isAddressAllowed(allowlist: readonly string[], ip: string | null): boolean {
  if (allowlist.length === 0) return true;
  if (ip === null || !ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return allowlist
    .map(parseRange)
    .some(([start, bits]) => start.kind() === address.kind() && address.match(start, bits));
}
