import type { Context } from "#lib/context.ts";
import { AppError, errorTable, type SecurityFact } from "#lib/errors.ts";

/**
 * Records a refused request as a security event, if it may be an attack.
 * @param operation method and route
 */
export function recordRefusal(
  { security, request }: Pick<Context, "security" | "request">,
  error: unknown,
  operation?: string,
): void {
  const fact = error instanceof AppError ? toSecurityFact(error) : null;
  if (fact) security.record({ ...fact, request, operation });
}

/** Returns the security event of a refusal; null for an everyday mistake. */
export function toSecurityFact({ code, message, options }: AppError): SecurityFact | null {
  const { security, challenge } = options;
  if (security !== undefined) return security;
  if (code === "too_many_requests") return { action: "security.rate_limited", reason: "address" };
  if (code === "unauthorized" && challenge === "invalid_token") {
    return { action: "security.token_refused", reason: "invalid_token" };
  }
  if (code !== "forbidden") return null;
  if (challenge === "insufficient_user_authentication") {
    return { action: "security.step_up_failed", reason: "proof_too_old" };
  }
  if (challenge === "insufficient_scope") {
    return { action: "security.access_refused", reason: "scope" };
  }
  // A role that falls short is refused in the contract's words, a policy in its own.
  const isRole = message === errorTable.forbidden[2];
  return { action: "security.access_refused", reason: isRole ? "role" : "policy" };
}
