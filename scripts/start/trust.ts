import { privateNetworks } from "#lib/client-address.ts";
import type { Settings } from "#lib/env.ts";

type Trust = Pick<Settings, "TRUSTED_PROXIES">;

/** Describes the proxies that the portal trusts. */
export function describePortalTrust(
  settings: Trust & Pick<Settings, "TRUSTED_PROXY_HOPS">,
): string {
  const { TRUSTED_PROXY_HOPS: hops } = settings;
  if (hops === 0) return "The server trusts no proxy: TRUSTED_PROXY_HOPS is 0.";
  return `The server trusts ${countProxies(hops)}: X-Forwarded-* from ${describePeers(settings)}.`;
}

/** Describes the proxies that the verifier trusts. */
export function describeVerifierTrust(settings: Trust & Pick<Settings, "GATEWAY_HOPS">): string {
  const { GATEWAY_HOPS: hops } = settings;
  if (hops === 0) return "The verifier trusts no gateway: GATEWAY_HOPS is 0.";
  return `The verifier trusts ${countProxies(hops)}: X-Forwarded-For from ${describePeers(settings)}.`;
}

function countProxies(hops: number): string {
  return hops === 1 ? "one proxy" : `a chain of ${hops} proxies`;
}

function describePeers({ TRUSTED_PROXIES }: Trust): string {
  const named = TRUSTED_PROXIES.join(", ");
  return named === privateNetworks.join(", ") ? "private networks" : named;
}
