import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { isAddressAllowed } from "#lib/api-keys/allowlist.ts";
import { type KeyPowers, widens } from "#lib/api-keys/ceiling.ts";
import { isScopeGranted } from "#lib/api-keys/scopes.ts";

const key: KeyPowers = {
  scopes: ["payments:read", "refunds:read"],
  ipAllowlist: ["203.0.113.0/24", "2001:db8::/32"],
  rateLimit: { limit: 100, windowSeconds: 60 },
  expiresAt: "2030-01-01T00:00:00Z",
};
const free: KeyPowers = { scopes: ["*"], ipAllowlist: [], rateLimit: null, expiresAt: null };

const widening: [KeyPowers, Partial<KeyPowers>][] = [
  [key, { scopes: ["payments:read", "refunds:write"] }],
  [key, { scopes: ["*"] }],
  [free, { scopes: ["payouts:write"] }],
  [free, { scopes: ["*", "payouts:write"] }],
  [free, { scopes: ["left:catalogue"] }],
  [key, { ipAllowlist: [] }],
  [key, { ipAllowlist: ["203.0.113.0/24", "198.51.100.7"] }],
  [key, { ipAllowlist: ["203.0.112.0/23"] }],
  [key, { ipAllowlist: ["::ffff:198.51.100.7"] }],
  [key, { rateLimit: null }],
  [key, { rateLimit: { limit: 101, windowSeconds: 60 } }],
  [key, { rateLimit: { limit: 100, windowSeconds: 1 } }],
  [key, { expiresAt: null }],
  [key, { expiresAt: "2030-01-01T00:00:01Z" }],
];

const narrowing: [KeyPowers, Partial<KeyPowers>][] = [
  [key, {}],
  [key, { scopes: ["refunds:read"] }],
  [free, { scopes: ["payments:write"] }],
  [{ ...key, scopes: ["left:catalogue", "payments:read"] }, { scopes: ["left:catalogue"] }],
  [key, { ipAllowlist: ["203.0.113.7", "203.0.113.128/25"] }],
  [free, { ipAllowlist: ["198.51.100.7"] }],
  [key, { rateLimit: { limit: 99, windowSeconds: 60 } }],
  [key, { rateLimit: { limit: 100, windowSeconds: 3600 } }],
  [free, { rateLimit: { limit: 1_000_000, windowSeconds: 1 } }],
  [key, { expiresAt: "2029-12-31T23:59:59Z" }],
  [free, { expiresAt: "2029-12-31T23:59:59Z" }],
];

describe("a change of an API key", () => {
  test.each(widening)("widens %j with %j", (before, change) => {
    expect(widens(config, before, { ...before, ...change })).toBe(true);
  });

  test.each(narrowing)("does not widen %j with %j", (before, change) => {
    expect(widens(config, before, { ...before, ...change })).toBe(false);
  });

  test("that does not widen allows nothing that was refused before", () => {
    const scopes = fc.subarray(["*", ...Object.keys(config.scopes)], { minLength: 1 });
    const ranges = ["203.0.113.0/24", "203.0.113.0/25", "203.0.113.7", "198.51.100.7", "::1"];
    const fields = {
      scopes,
      ipAllowlist: fc.subarray(ranges),
      expiresAt: fc.option(fc.constantFrom("2029-01-01T00:00:00Z", "2030-01-01T00:00:00Z")),
    };
    const powers = fc.record({ ...fields, rateLimit: fc.constant(null) });
    const changes = fc.record(fields, { requiredKeys: [] });
    const call = fc.record({
      scope: fc.constantFrom(...Object.keys(config.scopes)),
      ip: fc.constantFrom("203.0.113.7", "203.0.113.200", "198.51.100.7", "::1", "192.0.2.1"),
      time: fc.constantFrom("2028-06-01T00:00:00Z", "2029-06-01T00:00:00Z", "2031-01-01T00:00:00Z"),
    });
    const allows = (
      { scopes, ipAllowlist, expiresAt }: KeyPowers,
      { scope, ip, time }: { scope: string; ip: string; time: string },
    ) =>
      isScopeGranted(config, scopes, scope) &&
      isAddressAllowed(ipAllowlist, ip) &&
      (expiresAt === null || time < expiresAt);
    fc.assert(
      fc.property(powers, changes, fc.array(call, { minLength: 5 }), (before, change, calls) => {
        const after = { ...before, ...change };
        return (
          widens(config, before, after) ||
          calls.every((one) => !allows(after, one) || allows(before, one))
        );
      }),
      { numRuns: 1000 },
    );
  });
});
