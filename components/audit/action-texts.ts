import type { AuditAction } from "#lib/audit/constants.ts";

interface ActionText {
  /** Label in a list of choices. */
  label: string;
  /** Description in a sentence; `{}` is replaced by the application or key. */
  sentence: string;
}

export const actionTexts: Record<AuditAction, ActionText> = {
  "merchant.created": { label: "Company created", sentence: "Created the company" },
  "merchant.updated": { label: "Company changed", sentence: "Changed the company" },
  "merchant.ownership_transferred": {
    label: "Ownership transferred",
    sentence: "Transferred ownership of the company",
  },
  "merchant.closed": { label: "Company closed", sentence: "Closed the company" },
  "member.invited": { label: "Member invited", sentence: "Invited a member" },
  "member.invitation_resent": {
    label: "Invitation resent",
    sentence: "Resent an invitation",
  },
  "member.invitation_withdrawn": {
    label: "Invitation withdrawn",
    sentence: "Withdrew an invitation",
  },
  "member.joined": { label: "Member joined", sentence: "Joined the company" },
  "member.role_changed": { label: "Role changed", sentence: "Changed a member's role" },
  "member.removed": { label: "Member removed", sentence: "Removed a member" },
  "member.left": { label: "Member left", sentence: "Left the company" },
  "merchant.suspended": { label: "Company suspended", sentence: "Suspended the company" },
  "merchant.resumed": { label: "Company resumed", sentence: "Lifted the company's suspension" },
  "account.signed_in": { label: "Signed in", sentence: "Signed in" },
  "account.signed_out": { label: "Signed out", sentence: "Signed out" },
  "account.session_ended": { label: "Session ended", sentence: "Ended another session" },
  "account.proved": { label: "Identity confirmed", sentence: "Confirmed who they are" },
  "account.email_verified": {
    label: "Email address confirmed",
    sentence: "Confirmed the email address",
  },
  "account.reclaimed": {
    label: "Account taken over by its owner",
    sentence: "Confirmed the email address and removed everything set up in the account before",
  },
  "account.password_reset": { label: "Password reset", sentence: "Reset the password" },
  "account.totp_added": {
    label: "Authenticator app added",
    sentence: "Added an authenticator app",
  },
  "account.totp_removed": {
    label: "Authenticator app removed",
    sentence: "Removed the authenticator app",
  },
  "account.recovery_codes_made": {
    label: "Recovery codes generated",
    sentence: "Generated new recovery codes",
  },
  "account.recovery_code_used": {
    label: "Recovery code used",
    sentence: "Used a recovery code",
  },
  "account.passkey_added": { label: "Passkey added", sentence: "Added a passkey" },
  "account.passkey_removed": { label: "Passkey removed", sentence: "Removed a passkey" },
  "account.identity_linked": {
    label: "Account linked",
    sentence: "Linked the account to an identity provider",
  },
  "account.identity_unlinked": {
    label: "Account unlinked",
    sentence: "Unlinked the account from an identity provider",
  },
  "account.second_factor_reset": {
    label: "Second factor reset",
    sentence: "Reset a member's second factor",
  },
  "api_token.created": { label: "API token created", sentence: "Created an API token" },
  "api_token.revoked": { label: "API token revoked", sentence: "Revoked an API token" },
  "api_token.leak_reported": { label: "API token leaked", sentence: "Revoked a leaked API token" },
  "account.password_changed": { label: "Password changed", sentence: "Changed the password" },
  "application.created": { label: "Application created", sentence: "Created {}" },
  "application.updated": { label: "Application changed", sentence: "Changed {}" },
  "application.deleted": { label: "Application deleted", sentence: "Deleted {}" },
  "api_key.created": { label: "Key created", sentence: "Created {}" },
  "api_key.updated": { label: "Key changed", sentence: "Changed {}" },
  "api_key.rotation_started": { label: "Rotation started", sentence: "Started rotating {}" },
  "api_key.rotation_used": {
    label: "Rotated key first used",
    sentence: "First use of the new secret of {}",
  },
  "api_key.rotation_finished": {
    label: "Rotation finished",
    sentence: "Finished the rotation of {}",
  },
  "api_key.rotation_cancelled": {
    label: "Rotation canceled",
    sentence: "Canceled the rotation of {}",
  },
  "api_key.rotation_withdrawn": {
    label: "Rotation withdrawn",
    sentence: "Withdrew the new secret of {}, which was never used",
  },
  "api_key.revoked": { label: "Key revoked", sentence: "Revoked {}" },
  "api_key.restored": { label: "Key restored", sentence: "Restored {}" },
  "api_key.expired": { label: "Key expired", sentence: "{} expired" },
  "api_key.leak_reported": {
    label: "Leak reported",
    sentence: "Leak reported for {}",
  },
  "service_token.created": { label: "Service token created", sentence: "Created a service token" },
  "service_token.revoked": { label: "Service token revoked", sentence: "Revoked a service token" },
  "signing_key.rotated": { label: "Signing key rotated", sentence: "Rotated the signing key" },
  "signing_key.revoked": { label: "Signing key revoked", sentence: "Revoked a signing key" },
  "secret.added": { label: "Server secret added", sentence: "Added a version of a server secret" },
  "secret.retired": {
    label: "Server secret retired",
    sentence: "Retired a version of a server secret",
  },
  "audit_log.exported": { label: "Audit log exported", sentence: "Exported the audit log" },
  "audit_log.archived": {
    label: "Audit log archived",
    sentence: "Archived old months of the audit log",
  },
  "installation.backed_up": { label: "Backup made", sentence: "Made a backup" },
  "installation.restored": { label: "Backup restored", sentence: "Restored a backup" },
  "security.sign_in_failed": { label: "Sign-in failed", sentence: "Sign-in failed" },
  "security.rate_limited": {
    label: "Blocked by a limit",
    sentence: "Requests blocked by a rate limit",
  },
  "security.step_up_failed": {
    label: "Re-authentication failed",
    sentence: "Re-authentication failed",
  },
  "security.password_change_failed": {
    label: "Password change failed",
    sentence: "Password change failed",
  },
  "security.access_refused": { label: "Access refused", sentence: "Access refused" },
  "security.cross_origin_refused": {
    label: "Request from another site refused",
    sentence: "Request from another site refused",
  },
  "security.refresh_token_reused": {
    label: "Refresh token reused",
    sentence: "Refresh token used twice. Its session was ended",
  },
  "security.token_refused": { label: "Token refused", sentence: "Token refused" },
  "security.key_refused": { label: "Key refused", sentence: "Refused {}" },
};
