import type { AuditAction } from "#lib/audit/schema.ts";

interface ActionText {
  /** What happened, as a choice in a list. */
  label: string;
  /** What somebody did; `{}` stands for the application or the key. */
  sentence: string;
}

export const actionTexts: Record<AuditAction, ActionText> = {
  "merchant.created": { label: "Company signed up", sentence: "Signed up the company" },
  "merchant.suspended": { label: "Company suspended", sentence: "Suspended the company" },
  "merchant.resumed": { label: "Company resumed", sentence: "Lifted the company's suspension" },
  "account.signed_in": { label: "Signed in", sentence: "Signed in" },
  "account.signed_out": { label: "Signed out", sentence: "Signed out" },
  "account.password_changed": { label: "Password changed", sentence: "Changed the password" },
  "application.created": { label: "Application created", sentence: "Created {}" },
  "application.updated": { label: "Application changed", sentence: "Changed {}" },
  "application.deleted": { label: "Application deleted", sentence: "Deleted {}" },
  "api_key.created": { label: "Key created", sentence: "Created {}" },
  "api_key.updated": { label: "Key changed", sentence: "Changed {}" },
  "api_key.rotation_started": { label: "Rotation started", sentence: "Started to rotate {}" },
  "api_key.rotation_used": {
    label: "Rotated key first used",
    sentence: "Saw the new secret of {} used for the first time",
  },
  "api_key.rotation_finished": {
    label: "Rotation finished",
    sentence: "Finished the rotation of {}",
  },
  "api_key.rotation_cancelled": {
    label: "Rotation cancelled",
    sentence: "Cancelled the rotation of {}",
  },
  "api_key.rotation_withdrawn": {
    label: "Rotation withdrawn",
    sentence: "Withdrew the new secret of {}, which was never used",
  },
  "api_key.revoked": { label: "Key revoked", sentence: "Revoked {}" },
  "api_key.restored": { label: "Key restored", sentence: "Restored {}" },
  "api_key.expired": { label: "Key expired", sentence: "Noted that {} expired" },
  "api_key.leak_reported": {
    label: "Leak reported",
    sentence: "Received a report that {} was leaked",
  },
  "audit_log.exported": { label: "Audit log exported", sentence: "Exported the audit log" },
};
