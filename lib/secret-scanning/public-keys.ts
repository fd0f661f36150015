import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { fetchJson, fetchTimeoutMs } from "#lib/published-keys/fetch-json.ts";
import { keyFinder } from "#lib/published-keys/find.ts";

const answerSchema = z.object({
  public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })),
});

/**
 * Finds GitHub's public key by URL and key identifier, or null. Keys are cached for an hour, and
 * longer in an outage; an unknown identifier triggers a new fetch, at most once a minute. Throws
 * `unavailable` if the keys could not be fetched.
 */
export const findPublicKey = keyFinder<KeyObject>({
  freshMs: 3_600_000,
  keptMs: Number.POSITIVE_INFINITY,
  pauseMs: 60_000,
  fetch: async (url) => {
    const answer = await fetchJson(url, AbortSignal.timeout(fetchTimeoutMs));
    const { public_keys: published } = answerSchema.parse(answer);
    return new Map(published.flatMap(({ key_identifier: name, key }) => toEntry(name, key)));
  },
});

/** Skips keys of a type that does not sign alerts. */
function toEntry(identifier: string, pem: string): [string, KeyObject][] {
  try {
    const key = createPublicKey(pem);
    const isP256 = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    return isP256 ? [[identifier, key]] : [];
  } catch {
    return [];
  }
}
