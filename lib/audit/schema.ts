import { z } from "zod";
import { pageQuery } from "#lib/schema.ts";

export const auditActions = [
  "merchant.created",
  "merchant.suspended",
  "merchant.resumed",
  "account.signed_in",
  "account.signed_out",
  "account.password_changed",
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
] as const;
export const auditActionSchema = z.enum(auditActions, {
  error: "The action must be one that the audit log knows, such as api_key.created",
});
export type AuditAction = z.infer<typeof auditActionSchema>;

const moment = (name: string) =>
  z.iso.datetime({ offset: true, error: `${name} must be a moment such as 2027-01-31T00:00:00Z` });

const filters = {
  applicationId: z.string().max(64).optional(),
  keyId: z.string().max(64).optional(),
  /** A user's id, `system` or `operator`. */
  actor: z.string().max(64).optional(),
  action: auditActionSchema.optional(),
  from: moment("The beginning").optional(),
  to: moment("The end").optional(),
};

export const auditFilters = z.strictObject(filters);
export type AuditFilters = z.infer<typeof auditFilters>;

export const listAuditEventsQuery = z.strictObject({ ...pageQuery.shape, ...filters });
export type ListAuditEventsQuery = z.infer<typeof listAuditEventsQuery>;

export const exportFormats = ["csv", "jsonl"] as const;
export const exportAuditEventsQuery = z.strictObject({
  format: z.enum(exportFormats, { error: "The format must be csv or jsonl" }),
  ...filters,
});
export type ExportAuditEventsQuery = z.infer<typeof exportAuditEventsQuery>;

export const auditEventSchema = z.object({
  id: z.string(),
  action: auditActionSchema,
  /** Whose id is `system` or `operator` where no person acted; then without an address. */
  actor: z.object({ id: z.string(), email: z.string().nullable() }),
  via: z.enum(["portal", "token", "system", "operator"]),
  sessionId: z.string().nullable(),
  applicationId: z.string().nullable(),
  keyId: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  createdAt: z.string(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;
