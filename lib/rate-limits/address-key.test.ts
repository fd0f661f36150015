import fc from "fast-check";
import { expect, test } from "vitest";
import { addressKey } from "#lib/rate-limits/address-key.ts";

test("an IPv4 address counts for itself alone", () => {
  fc.assert(fc.property(fc.ipV4(), (address) => addressKey({ address }) === address));
});

test.each([
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ["::1", "::/64"],
  ["2001:0DB8:0001:0002:0:0:0:9", "2001:db8:1:2::/64"],
])("IPv6 %s counts for its network, %s", (address, key) => {
  expect(addressKey({ address })).toBe(key);
});

test("callers of unknown address count together for their proxy alone", () => {
  const proxies = ["10.0.0.1", "10.0.0.2", "fd00::1", null];
  const keys = proxies.map((peer) => addressKey({ address: null, peer }));
  expect(
    new Set([...keys, ...proxies.map((peer) => addressKey({ address: peer ?? "::" }))]).size,
  ).toBe(8);
  expect(addressKey({ address: null, peer: "10.0.0.1" })).toBe(keys[0]);
});
