import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { answerMs, fetchJson } from "#lib/published-keys/fetch-json.ts";
import { keyFinder } from "#lib/published-keys/find.ts";

const answerSchema = z.object({
  public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })),
});

/**
 * The public key that GitHub publishes at an address under an identifier, or null. The keys are
 * remembered for an hour, and longer while the address is away; an unknown identifier has them
 * fetched again, once a minute at most. Throws `unavailable` where they could not be fetched.
 */
export const findPublicKey = keyFinder<KeyObject>({
  freshMs: 3_600_000,
  keptMs: Number.POSITIVE_INFINITY,
  pauseMs: 60_000,
  fetch: async (url) => {
    const answer = await fetchJson(url, AbortSignal.timeout(answerMs));
    const { public_keys: published } = answerSchema.parse(answer);
    return new Map(published.flatMap(({ key_identifier: name, key }) => toEntry(name, key)));
  },
});

/** Anything but a key of the one kind that signs alerts is left out. */
function toEntry(identifier: string, pem: string): [string, KeyObject][] {
  try {
    const key = createPublicKey(pem);
    const isP256 = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    return isP256 ? [[identifier, key]] : [];
  } catch {
    return [];
  }
}
