import { errors } from "jose";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import type { Context } from "#lib/context.ts";
import { log, ThrottledLog } from "#lib/log.ts";

/** Why a token of a machine is refused, in words that repeat nothing of it. */
export class TokenRefusal extends Error {}

/** One for each issuer and reason, so that a flood of one refusal hides no other. */
const refusals = new Map<string, ThrottledLog>();

/**
 * Says in the log why a token was refused, or is good for nothing; nothing that stands in the token.
 * @param issuer null where it is of none that is trusted
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

/** Of jose's messages only those that name a claim that we ask for: others quote the token. */
function describeCause(cause: unknown): string {
  const isOfOurClaims =
    cause instanceof TokenRefusal ||
    cause instanceof errors.JWTClaimValidationFailed ||
    cause instanceof errors.JWTExpired;
  if (isOfOurClaims) return cause.message;
  return cause instanceof errors.JOSEError ? cause.code : "it cannot be read";
}
