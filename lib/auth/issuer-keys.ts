import type { JWK } from "jose";
import { z } from "zod";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import { answerMs, fetchJson } from "#lib/published-keys/fetch-json.ts";
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
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const asymmetric = ["RSA", "EC", "OKP"];

const findPublished = keyFinder<JWK>({
  ...patience,
  fetch: (address) => fetchKeySet(address, AbortSignal.timeout(answerMs)),
});

const findDiscovered = keyFinder<JWK>({
  ...patience,
  fetch: async (issuer) => {
    const signal = AbortSignal.timeout(answerMs);
    const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const found = discoverySchema.parse(await fetchJson(address, signal));
    if (found.issuer !== issuer) throw new Error(`${address} speaks for another issuer`);
    return fetchKeySet(found.jwks_uri, signal);
  },
});

/**
 * The public key of a trusted issuer with this `kid`, or null. Its keys are fetched within 3 s and
 * 64 KiB, remembered for ten minutes, and for a day while it is away; an unknown `kid` has them
 * fetched again, twice a minute at most. Throws `unavailable` where they could not be fetched.
 */
export function findIssuerKey({ issuer, jwksUri }: TrustedIssuer, kid: string) {
  return jwksUri ? findPublished(jwksUri, kid) : findDiscovered(issuer, kid);
}

async function fetchKeySet(address: string, signal: AbortSignal): Promise<Map<string, JWK>> {
  const { keys } = keySetSchema.parse(await fetchJson(address, signal));
  const usable = (keys as JWK[]).filter(
    ({ kty, use }) => asymmetric.includes(kty ?? "") && (use === undefined || use === "sig"),
  );
  return new Map(usable.flatMap((key) => (typeof key.kid === "string" ? [[key.kid, key]] : [])));
}
