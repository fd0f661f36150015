import type { AuditEvent } from "#lib/audit/schema.ts";

/** Labels of refusal reasons. */
const reasonLabels: Record<string, string> = {
  wrong_password: "wrong password",
  wrong_code: "wrong code",
  passkey_refused: "passkey not accepted",
  no_company: "no company",
  proof_too_old: "identity not confirmed recently",
  role: "role doesn't allow it",
  scope: "token doesn't allow it",
  policy: "not allowed by a policy",
  origin: "sent from another site",
  spent: "already used",
  session_ended: "session ended or token revoked",
  invalid_token: "invalid token",
  revoked: "key is revoked",
  expired: "key has expired",
  suspended: "company is suspended",
  ip_denied: "IP address not allowed",
  insufficient_scope: "key doesn't have the scope",
  various: "various reasons and sources",
  "sign-in-account": "too many sign-ins to this account",
  "sign-in-everywhere": "too many sign-ins to this account",
  "sign-in-address": "too many sign-ins from this IP address",
  "second-factor": "too many codes",
  "second-factor-address": "too many codes from this IP address",
  caller: "too many requests",
  address: "too many requests from this IP address",
};

/** Returns the label of a security event's reason, or the reason itself. */
export function toReasonLabel(reason: string): string {
  return Object.hasOwn(reasonLabels, reason) ? (reasonLabels[reason] ?? reason) : reason;
}

export function isRefusal({ action }: Pick<AuditEvent, "action">): boolean {
  return action.startsWith("security.");
}

/** Returns `wrong password, 12 times` for a security event; null for others. */
export function describeRefusal(event: Pick<AuditEvent, "action" | "after">): string | null {
  if (!isRefusal(event)) return null;
  const { reason, count } = event.after ?? {};
  const times = typeof count === "number" && count > 1 ? `${count.toLocaleString("en")} times` : "";
  const why = typeof reason === "string" ? toReasonLabel(reason) : "";
  return [why, times].filter(Boolean).join(", ");
}
