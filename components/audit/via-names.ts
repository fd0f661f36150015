import type { AuditEvent } from "#lib/audit/schema.ts";

/** Labels of the credentials or channel that were used. */
export const viaNames: Record<AuditEvent["via"], string> = {
  portal: "Portal",
  token: "Access token",
  api_token: "API token",
  issuer: "Identity provider",
  api_key: "API key",
  system: "System",
  operator: "Command line",
};
