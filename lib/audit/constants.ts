/** Refusals that may be an attack: written at most once a minute per source. */
export const securityActions = [
  "security.sign_in_failed",
  "security.rate_limited",
  "security.step_up_failed",
  "security.password_change_failed",
  "security.access_refused",
  "security.cross_origin_refused",
  "security.refresh_token_reused",
  "security.token_refused",
  "security.key_refused",
] as const;

export type SecurityAction = (typeof securityActions)[number];

export const auditActions = [
  "merchant.created",
  "merchant.updated",
  "merchant.ownership_transferred",
  "merchant.closed",
  "merchant.suspended",
  "merchant.resumed",
  "member.invited",
  "member.invitation_resent",
  "member.invitation_withdrawn",
  "member.joined",
  "member.role_changed",
  "member.removed",
  "member.left",
  "account.signed_in",
  "account.signed_out",
  "account.session_ended",
  "account.proved",
  "account.email_verified",
  "account.reclaimed",
  "account.password_changed",
  "account.password_reset",
  "account.totp_added",
  "account.totp_removed",
  "account.recovery_codes_made",
  "account.recovery_code_used",
  "account.passkey_added",
  "account.passkey_removed",
  "account.identity_linked",
  "account.identity_unlinked",
  "account.second_factor_reset",
  "api_token.created",
  "api_token.revoked",
  "api_token.leak_reported",
  "application.created",
  "application.updated",
  "application.deleted",
  "api_key.created",
  "api_key.updated",
  "api_key.rotation_started",
  "api_key.rotation_used",
  "api_key.rotation_finished",
  "api_key.rotation_cancelled",
  "api_key.rotation_withdrawn",
  "api_key.revoked",
  "api_key.restored",
  "api_key.expired",
  "api_key.leak_reported",
  "audit_log.exported",
  "installation.backed_up",
  "installation.restored",
  "service_token.created",
  "service_token.revoked",
  "signing_key.rotated",
  "signing_key.revoked",
  ...securityActions,
] as const;

export const auditCategories = ["security"] as const;

export type AuditAction = (typeof auditActions)[number];

/** The forms of the ids that the log can be filtered by. */
export const auditIdForms = {
  applicationId: /^app_[0-7][0-9a-hjkmnp-tv-z]{25}$/,
  keyId: /^key_[0-7][0-9a-hjkmnp-tv-z]{25}$/,
  actor: /^(?:system|operator|unknown|usr_[0-7][0-9a-hjkmnp-tv-z]{25})$/,
};
