import { errors } from "jose";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import type { Context } from "#lib/context.ts";
import { log, ThrottledLog } from "#lib/log.ts";

/** Why a machine's token is refused, without repeating any of it. */
export class TokenRefusal extends Error {}

/** One for each issuer and reason, so that a flood of one refusal hides no other. */
const refusals = new Map<string, ThrottledLog>();

/**
 * Logs why a token was refused or has no effect, without anything from the token.
 * @param issuer null for an untrusted one
 */
export function logRefusal(
  { request }: Context,
  issuer: TrustedIssuer | null,
  cause: unknown,
): void {
  const reason = describeCause(cause);
  const key = `${issuer?.issuer} ${reason}`;
  const line = refusals.get(key) ?? new ThrottledLog((fields) => log.info(fields, "token refused"));
  refusals.set(key, line);
  line.add({ issuer: issuer?.issuer, reason, requestId: request.id });
}

/** Keeps only the messages of jose that name a required claim: others quote the token. */
function describeCause(cause: unknown): string {
  const isOfOurClaims =
    cause instanceof TokenRefusal ||
    cause instanceof errors.JWTClaimValidationFailed ||
    cause instanceof errors.JWTExpired;
  if (isOfOurClaims) return cause.message;
  return cause instanceof errors.JOSEError ? cause.code : "it cannot be read";
}
