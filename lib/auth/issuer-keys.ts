import { createLocalJWKSet, type JWK, type LocalJWKSet } from "jose";
import { z } from "zod";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import { fetchJson, fetchTimeoutMs } from "#lib/published-keys/fetch-json.ts";
import { keyFinder } from "#lib/published-keys/find.ts";
import { isTamperProof } from "#lib/schema.ts";

const patience = {
  freshMs: 10 * 60_000,
  keptMs: 24 * 3_600_000,
  pauseMs: 30_000,
};

const discoverySchema = z.object({
  issuer: z.string(),
  jwks_uri: z.string().refine(isTamperProof),
});
const keySetSchema = z.object({ keys: z.array(z.unknown()) });

const findPublished = keyFinder<LocalJWKSet>({
  ...patience,
  fetch: (address) => fetchKeySet(address, AbortSignal.timeout(fetchTimeoutMs)),
});

const findDiscovered = keyFinder<LocalJWKSet>({
  ...patience,
  fetch: async (issuer) => {
    const signal = AbortSignal.timeout(fetchTimeoutMs);
    const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const found = discoverySchema.parse(await fetchJson(address, signal));
    if (found.issuer !== issuer) throw new Error(`${address} speaks for another issuer`);
    return fetchKeySet(found.jwks_uri, signal);
  },
});

/**
 * Finds a trusted issuer's key set with this `kid`, or null; a new object after each fetch. Fetches
 * within 3 s and 64 KiB; caches for ten minutes, and for a day while the issuer is away; an unknown
 * `kid` refetches, twice a minute at most. Throws `unavailable` where the fetch failed.
 */
export function findIssuerKeys({ issuer, jwksUri }: TrustedIssuer, kid: string) {
  return jwksUri ? findPublished(jwksUri, kid) : findDiscovered(issuer, kid);
}

/** Ignores keys that we cannot use (RFC 7517 section 5). */
async function fetchKeySet(
  address: string,
  signal: AbortSignal,
): Promise<Map<string, LocalJWKSet>> {
  const { keys } = keySetSchema.parse(await fetchJson(address, signal));
  const named = keys.filter(hasName);
  const keySet = createLocalJWKSet({ keys: named as JWK[] });
  return new Map(named.map(({ kid }) => [kid, keySet]));
}

function hasName(key: unknown): key is { kid: string } {
  return typeof key === "object" && key !== null && "kid" in key && typeof key.kid === "string";
}
