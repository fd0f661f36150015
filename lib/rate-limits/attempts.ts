import type { RequestInfo } from "#lib/context.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";

/** A policy and the key it counts. */
export type Attempt = readonly [RateLimitPolicy, string];

interface Guess {
  request: RequestInfo;
  /** The secret's owner: an email or a user id. */
  account: string;
}

interface PasswordGuess extends Guess {
  /** A known device of the account, or its session; null for an unknown device. */
  known: string | null;
}

/**
 * Counts an attempt at a password, shared by all endpoints. Unknown devices share a counter, so
 * that their attempts cannot lock out a known device.
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
 * Counts an attempt at an authenticator code or recovery code, shared by all endpoints. It requires
 * the password, so an owner who is locked out can set a new password.
 */
export function codeAttempts({ request, account }: Guess): Attempt[] {
  return [
    ["second-factor", account],
    ["second-factor-address", addressKey(request)],
  ];
}
