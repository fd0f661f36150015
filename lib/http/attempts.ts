import type { Context, MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Operation } from "#lib/operation.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import { type Attempt, codeAttempts, passwordAttempts } from "#lib/rate-limits/attempts.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";
import { getServer } from "#lib/runtime/server.ts";

/** The attempts at secrets that a request with such a body makes, as its operation declares them. */
export function listAttempts({ guesses }: Operation, ctx: Context, body: object = {}): Attempt[] {
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
    await getServer().rateLimits.giveBackEach(attempts);
    return result;
  } catch (error) {
    const isWrong = error instanceof AppError && wrongSecret.has(error.code);
    if (!isWrong) await getServer().rateLimits.giveBackEach(attempts);
    throw error;
  }
}
