import type { ApiTokenScope } from "#lib/merchants/schema.ts";
import { apiPaths } from "#lib/paths.ts";

/** What each scope allows, in a line. */
export const scopeWords: Record<ApiTokenScope, string> = {
  "applications:read": "See applications",
  "applications:write": "Create, rename and delete applications",
  "api-keys:read": "See API keys and how they are used, never a full key",
  "api-keys:write": "Create, edit, rotate and revoke API keys. Its answers hold new full keys",
  "audit:read": "Read and export the audit log",
};

/** Something that a token may ask for, to try it: null where it may only change things. */
export function pathToTry(scopes: readonly ApiTokenScope[]): string | null {
  if (scopes.includes("applications:read")) return apiPaths.applications;
  if (scopes.includes("api-keys:read")) return apiPaths.hygieneCounts;
  return scopes.includes("audit:read") ? apiPaths.auditEvents : null;
}
