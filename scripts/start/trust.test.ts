import { expect, test } from "vitest";
import { readSettings } from "#lib/env.ts";
import { describePortalTrust, describeVerifierTrust } from "#scripts/start/trust.ts";

test.each([
  [{}, "The server trusts no proxy: TRUSTED_PROXY_HOPS is 0."],
  [
    { TRUSTED_PROXY_HOPS: "1" },
    "The server trusts one proxy: X-Forwarded-* from private networks.",
  ],
  [
    { TRUSTED_PROXY_HOPS: "2", TRUSTED_PROXIES: "203.0.113.7 2001:db8::/32" },
    "The server trusts a chain of 2 proxies: X-Forwarded-* from 203.0.113.7/32, 2001:db8::/32.",
  ],
])("with %j the portal says %j", (env, line) => {
  expect(describePortalTrust(readSettings(env))).toBe(line);
});

test.each([
  [{}, "The verifier trusts one proxy: X-Forwarded-For from private networks."],
  [{ GATEWAY_HOPS: "0" }, "The verifier trusts no gateway: GATEWAY_HOPS is 0."],
])("with %j the verifier says %j", (env, line) => {
  expect(describeVerifierTrust(readSettings(env))).toBe(line);
});
