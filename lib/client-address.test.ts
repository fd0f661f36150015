import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { createForwarding, privateNetworks, toAddress } from "#lib/client-address.ts";

describe("an entry of X-Forwarded-For", () => {
  const port = fc.oneof(fc.nat(65_535).map(String), fc.constant("_hidden"));

  test("is read with and without port, brackets and quotation marks (RFC 7239 section 6)", () => {
    fc.assert(
      fc.property(fc.ipV4(), port, (address, number) => {
        for (const entry of [address, `${address}:${number}`, `"${address}:${number}"`]) {
          expect(toAddress(` ${entry} `)).toBe(address);
        }
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), port, (address, number) => {
        const expected = ipaddr.process(address).toString();
        const bracketed = [`[${address}]`, `[${address}]:${number}`];
        for (const entry of [address, ...bracketed, ...bracketed.map((each) => `"${each}"`)]) {
          expect(toAddress(entry)).toBe(expected);
        }
      }),
    );
  });

  test.each([
    ...["", "unknown", "_hidden", "localhost", "-", "1.2.3", "1.2.3.4.5", "1.2.3.4:", "1.2.3.4:x"],
    ...[
      "1.2.3.4:1:2",
      "[1.2.3.4]",
      "[::1",
      "::1]",
      "[::1]x",
      "[]",
      "01.2.3.4",
      '"1.2.3.4',
      "for=1.2.3.4",
    ],
  ])("is nobody's where it is %j", (entry) => {
    expect(toAddress(entry)).toBeNull();
  });
});

test.each([
  [privateNetworks, ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "::1", "fd00::1"], true],
  [privateNetworks, ["8.8.8.8", "172.32.0.1", "2001:db8::1", null], false],
  [["203.0.113.7/32", "2001:db8::/32"], ["203.0.113.7", "2001:db8:1::1"], true],
  [["203.0.113.7/32", "2001:db8::/32"], ["203.0.113.8", "2001:db9::1", "127.0.0.1"], false],
  [["0.0.0.0/0"], ["8.8.8.8"], true],
  [["0.0.0.0/0"], ["2001:db8::1"], false],
])("of the networks %j, the peers %j are trusted: %j", (networks, peers, isTrusted) => {
  const { trusts } = createForwarding(1, networks);
  for (const peer of peers) expect(trusts(peer)).toBe(isTrusted);
});
