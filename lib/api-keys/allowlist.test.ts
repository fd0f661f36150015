import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { isAddressAllowed, normalizeAllowlist } from "#lib/api-keys/allowlist.ts";
import { addressOrRange } from "#lib/api-keys/schema.ts";
import { AppError } from "#lib/errors.ts";

const range = fc
  .oneof(
    fc.tuple(fc.ipV4(), fc.nat(32)),
    fc.tuple(fc.ipV6(), fc.nat(128)),
    fc.tuple(
      fc.ipV4().map((address) => `::ffff:${address}`),
      fc.integer({ min: 96, max: 128 }),
    ),
  )
  .map(([address, bits]) => `${address}/${bits}`)
  .filter((text) => addressOrRange.safeParse(text).success && !isWiderThanV4(text));

function isWiderThanV4(text: string): boolean {
  const [address, bits] = ipaddr.parseCIDR(text);
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits < 96;
}

const entry = fc
  .oneof(range, fc.ipV4(), fc.ipV6())
  .filter((text) => addressOrRange.safeParse(text).success);

describe("an allowlist, as it is stored,", () => {
  test.each([
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["::ffff:203.0.113.0/120", "203.0.113.0/24"],
    ["::ffff:0:0/96", "0.0.0.0/0"],
    ["203.0.113.7/24", "203.0.113.0/24"],
    ["203.0.113.7/32", "203.0.113.7"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["2001:db8::1/128", "2001:db8::1"],
    ["::/0", "::/0"],
  ])("has %s as %s", (written, stored) => {
    expect(normalizeAllowlist([written])).toEqual([stored]);
  });

  test("has each entry once, however often and in which form it was written", () => {
    const written = ["203.0.113.7/24", "203.0.113.0/24", "::ffff:203.0.113.0/120", "::1", "0::1"];
    expect(normalizeAllowlist(written)).toEqual(["203.0.113.0/24", "::1"]);
  });

  test("has no range of mapped addresses that is wider than IPv4", () => {
    const written = ["203.0.113.7", "::ffff:203.0.113.0/95", "::ffff:0:0/64"];
    expect(() => normalizeAllowlist(written)).toThrow(AppError);
    try {
      normalizeAllowlist(written);
    } catch (error) {
      const fields = (error as AppError).options.details?.map(({ field }) => field);
      expect(fields).toEqual(["ipAllowlist.1", "ipAllowlist.2"]);
    }
  });

  test("is in that form already", () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const stored = normalizeAllowlist(entries);
        expect(normalizeAllowlist(stored)).toEqual(stored);
        for (const text of stored) expect(addressOrRange.safeParse(text).success).toBe(true);
      }),
    );
  });

  test("allows the same addresses as when it was written", () => {
    fc.assert(
      fc.property(range, fc.ipV4(), fc.ipV6(), (written, v4, v6) => {
        const stored = normalizeAllowlist([written]);
        const own = written.split("/")[0] ?? "";
        expect(isAddressAllowed(stored, own)).toBe(true);
        for (const ip of [own, v4, `::ffff:${v4}`, v6]) {
          expect(isAddressAllowed(stored, ip)).toBe(isAddressAllowed([written], ip));
        }
      }),
    );
  });
});

describe("an allowlist that was stored before", () => {
  test.each([
    ["::ffff:203.0.113.7", "203.0.113.7", "203.0.113.8"],
    ["::ffff:203.0.113.0/120", "203.0.113.200", "203.0.114.1"],
    ["203.0.113.7/24", "::ffff:203.0.113.9", "2001:db8::1"],
  ])("with %s allows %s and not %s", (stored, inside, outside) => {
    expect([inside, outside].map((ip) => isAddressAllowed([stored], ip))).toEqual([true, false]);
  });
});
