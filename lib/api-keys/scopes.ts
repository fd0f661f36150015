import { allScopes } from "#lib/api-keys/schema.ts";
import type { Context } from "#lib/context.ts";
import { AppError, type ErrorDetail } from "#lib/errors.ts";
import { type Role, roles } from "#lib/merchants/schema.ts";

/** The operator's, with the least role that may grant a sensitive scope. */
type Config = Pick<Context["config"], "scopes">;

/** Scopes in the one form that is stored: each once, in order, and `*` in place of what it holds. */
export function normalizeScopes(config: Config, asked: readonly string[]): string[] {
  const details: ErrorDetail[] = [];
  for (const [index, scope] of asked.entries()) {
    if (scope !== allScopes && !Object.hasOwn(config.scopes, scope)) {
      details.push({ field: `scopes.${index}`, message: "This scope is not in the catalogue" });
    }
  }
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  const isNeeded = asked.includes(allScopes)
    ? (scope: string) => scope === allScopes || config.scopes[scope]?.minRole !== undefined
    : () => true;
  return [...new Set(asked)].filter(isNeeded).sort();
}

/** The roles that may grant all of these scopes: nobody grants beyond their own. */
export function rolesThatGrant(config: Config, scopes: readonly string[]): Role[] {
  const least = scopes.map((scope) => roles.indexOf(config.scopes[scope]?.minRole ?? "viewer"));
  return roles.slice(Math.max(0, ...least));
}

/** Whether a key with the scopes `granted` may do `scope`; `*` holds all but the sensitive ones. */
export function isScopeGranted(config: Config, granted: readonly string[], scope: string): boolean {
  const isSensitive = config.scopes[scope]?.minRole !== undefined;
  return granted.includes(scope) || (granted.includes(allScopes) && !isSensitive);
}
