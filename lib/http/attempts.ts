import { AppError } from "#lib/errors.ts";
import { addressKey } from "#lib/http/rate-limit/address-key.ts";
import type { RateLimitPolicy } from "#lib/http/rate-limit/policies.ts";
import { giveBack } from "#lib/http/rate-limit.ts";

/** A policy and whom it counts for. */
export type Attempt = readonly [RateLimitPolicy, string];

interface Guess {
  /** IP address of the caller. */
  address: string | null;
  /** Whose secret it is: an email address or the id of a user. */
  account: string;
}

/** A guess at a password, wherever it is typed: all endpoints share these counters. */
export function passwordAttempts({ address, account }: Guess): Attempt[] {
  const key = addressKey(address);
  return [
    ["sign-in-account", `${key} ${account}`],
    ["sign-in-address", key],
    ["sign-in-everywhere", account],
  ];
}

/**
 * A guess at a code of an authenticator app or a recovery code, wherever it is typed. Only who knows
 * the password gets this far, so a new password ends what locks the account's owner out.
 */
export function codeAttempts({ address, account }: Guess): Attempt[] {
  return [
    ["second-factor", account],
    ["second-factor-address", addressKey(address)],
  ];
}

/** A guess at the token of a mailed link, which names no account. */
export function linkAttempts(address: string | null): Attempt[] {
  return [["mailed-link", addressKey(address)]];
}

const wrongSecret = new Set(["bad_request", "unauthorized", "forbidden", "not_found"]);

/**
 * Draws every attempt, then does `work`. The attempts cost nothing where it succeeds or fails for a
 * reason that tells nothing about the secret. Throws `too_many_requests`.
 */
export async function countAttempts<T>(
  attempts: readonly Attempt[],
  draw: (policy: RateLimitPolicy, key: string) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  for (const [policy, key] of attempts) await draw(policy, key);
  try {
    const result = await work();
    await giveBackEach(attempts);
    return result;
  } catch (error) {
    const isWrong = error instanceof AppError && wrongSecret.has(error.code);
    if (!isWrong) await giveBackEach(attempts);
    throw error;
  }
}

export async function giveBackEach(attempts: readonly Attempt[]): Promise<void> {
  for (const [policy, key] of attempts) await giveBack(policy, key);
}
