import { allScopes } from "#lib/api-keys/constants.ts";
import type { Context } from "#lib/context.ts";
import { AppError, type ErrorDetail } from "#lib/errors.ts";
import { type Role, roles } from "#lib/merchants/permissions.ts";

/** The scope catalogue, with the least role for a sensitive scope. */
type Config = Pick<Context["config"], "scopes">;

/** Normalizes scopes for storage: each once, sorted, and `*` in place of what it includes. */
export function normalizeScopes(config: Config, asked: readonly string[]): string[] {
  const details: ErrorDetail[] = [];
  for (const [index, scope] of asked.entries()) {
    if (scope !== allScopes && !Object.hasOwn(config.scopes, scope)) {
      details.push({ field: `scopes.${index}`, message: "This scope doesn't exist" });
    }
  }
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  const isNeeded = asked.includes(allScopes)
    ? (scope: string) => scope === allScopes || config.scopes[scope]?.minRole !== undefined
    : () => true;
  return [...new Set(asked)].filter(isNeeded).sort();
}

/** Returns the roles that may grant all of these scopes: nobody grants beyond their own. */
export function getGrantingRoles(config: Config, scopes: readonly string[]): Role[] {
  const least = scopes.map((scope) => roles.indexOf(config.scopes[scope]?.minRole ?? "viewer"));
  return roles.slice(Math.max(0, ...least));
}

/** Whether the scopes `granted` allow `scope`; `*` includes all but the sensitive ones. */
export function isScopeGranted(config: Config, granted: readonly string[], scope: string): boolean {
  const isSensitive = config.scopes[scope]?.minRole !== undefined;
  return granted.includes(scope) || (granted.includes(allScopes) && !isSensitive);
}
