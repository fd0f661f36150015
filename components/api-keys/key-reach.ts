import type { KeyPolicy } from "#lib/api-keys/schema.ts";
import { getPermissions, roles } from "#lib/merchants/permissions.ts";

/** Returns whether the reader could create a key with these scopes, and so manage its secrets. */
export function canCreateKeyWith(
  scopes: readonly string[],
  { scopes: catalogue, role }: KeyPolicy,
) {
  if (!getPermissions(role).includes("api-keys:write")) return false;
  return leastRole(scopes, catalogue) <= roles.indexOf(role);
}

/** Describes who could create a key with these scopes, such as “admins and owners”. */
export function describeCreators(scopes: readonly string[], { scopes: catalogue }: KeyPolicy) {
  return roles
    .slice(leastRole(scopes, catalogue))
    .map((role) => `${role}s`)
    .join(" and ");
}

function leastRole(scopes: readonly string[], catalogue: KeyPolicy["scopes"]): number {
  const least = catalogue
    .filter(({ name }) => scopes.includes(name))
    .map(({ minRole }) => roles.indexOf(minRole ?? "viewer"));
  return Math.max(0, ...least);
}
