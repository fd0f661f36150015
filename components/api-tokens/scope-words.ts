import { type ApiTokenScope, isPermitted } from "#lib/merchants/permissions.ts";
import { apiPaths } from "#lib/paths.ts";

/** Describes each scope in one line; write access includes read access. */
export const scopeWords: Record<ApiTokenScope, string> = {
  "applications:read": "View applications",
  "applications:write": "View, create, rename, and delete applications",
  "api-keys:read": "View API keys and their usage, never full keys",
  "api-keys:write":
    "View, create, edit, rotate, and revoke API keys, including the full value of new keys",
  "audit:read": "View and export the audit log",
};

/** Returns an example path that a token with these scopes may read. */
export function pathToTry(scopes: readonly ApiTokenScope[]): string {
  if (isPermitted(scopes, "applications:read")) return apiPaths.applications;
  if (isPermitted(scopes, "api-keys:read")) return apiPaths.hygieneCounts;
  return apiPaths.auditEvents;
}
