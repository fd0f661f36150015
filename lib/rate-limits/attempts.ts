import type { RequestInfo } from "#lib/context.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";

/** A policy and whom it counts for. */
export type Attempt = readonly [RateLimitPolicy, string];

interface Guess {
  request: RequestInfo;
  /** Whose secret it is: an email address or the id of a user. */
  account: string;
}

interface PasswordGuess extends Guess {
  /** A device that the account was used from before, or its session; null for a stranger's. */
  known: string | null;
}

/**
 * A guess at a password, wherever it is typed: all endpoints share these counters. Strangers count
 * together, so that their guesses lock nobody out of a device that is known.
 */
export function passwordAttempts({ request, account, known }: PasswordGuess): Attempt[] {
  const key = addressKey(request);
  return [
    ["sign-in-account", `${key} ${account}`],
    ["sign-in-address", key],
    ["sign-in-everywhere", known === null ? account : `${account} ${known}`],
  ];
}

/**
 * A guess at a code of an authenticator app or a recovery code, wherever it is typed. Only who knows
 * the password gets this far, so a new password ends what locks the account's owner out.
 */
export function codeAttempts({ request, account }: Guess): Attempt[] {
  return [
    ["second-factor", account],
    ["second-factor-address", addressKey(request)],
  ];
}
