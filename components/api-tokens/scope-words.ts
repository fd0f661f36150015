import { type ApiTokenScope, isPermitted } from "#lib/merchants/permissions.ts";
import { apiPaths } from "#lib/paths.ts";

/** Describes each scope in one line; write access includes read access. */
export const scopeWords: Record<ApiTokenScope, string> = {
  "applications:read": "See applications",
  "applications:write": "See, create, rename and delete applications",
  "api-keys:read": "See API keys and how they are used, never a full key",
  "api-keys:write": "See, create, edit, rotate and revoke API keys. It gets to know new full keys",
  "audit:read": "Read and export the audit log",
};

/** Returns an example path that a token with these scopes may read. */
export function pathToTry(scopes: readonly ApiTokenScope[]): string {
  if (isPermitted(scopes, "applications:read")) return apiPaths.applications;
  if (isPermitted(scopes, "api-keys:read")) return apiPaths.hygieneCounts;
  return apiPaths.auditEvents;
}
