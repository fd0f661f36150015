import type { Context, MerchantContext, RequestInfo } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { addressKey } from "#lib/http/rate-limit/address-key.ts";
import type { RateLimitPolicy } from "#lib/http/rate-limit/policies.ts";
import { giveBack } from "#lib/http/rate-limit.ts";
import type { Operation } from "#lib/operation.ts";

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

/** The attempts at secrets that a request with such a body makes, as its operation declares them. */
export function attemptsOf({ guesses }: Operation, ctx: Context, body: object = {}): Attempt[] {
  const { request } = ctx;
  if (guesses === "mailed-link") return [["mailed-link", addressKey(request)]];
  if (guesses !== "own-secrets") return [];
  const { caller, claim } = ctx as MerchantContext;
  const has = (...names: string[]) => names.some((name) => Object.hasOwn(body, name));
  const password = { request, account: caller.email, known: claim.sessionId };
  return [
    ...(has("password", "currentPassword") ? passwordAttempts(password) : []),
    ...(has("otp", "code") ? codeAttempts({ request, account: caller.userId }) : []),
  ];
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
