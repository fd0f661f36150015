import { z } from "zod";

export const auditActions = [
  "merchant.created",
  "account.signed_in",
  "account.signed_out",
  "account.password_changed",
  "application.created",
  "api_key.created",
  "api_key.revoked",
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;
