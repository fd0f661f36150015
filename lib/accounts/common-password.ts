import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { invalidField } from "#lib/errors.ts";

/** Below it lie some million guesses, which throttled signing in does not hold off for ever. */
const leastScore = 2;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Refuses what somebody who guesses would try first (NIST SP 800-63B section 3.1.1.2): passwords of
 * a list of common ones, what is made of them, of rows of keys and of `about`, such as the person's
 * address. Throws `bad_request` for `field`.
 */
export function refuseCommonPassword(
  field: string,
  password: string,
  about: readonly string[],
): void {
  const words = about.flatMap((text) => [...text.split("@"), ...text.split(/[^\p{L}\p{N}]+/u)]);
  const { score } = estimator.check(password, words.filter(Boolean));
  if (score >= leastScore) return;
  throw invalidField(
    field,
    "This password is too easy to guess. A few unrelated words make a good one",
  );
}
