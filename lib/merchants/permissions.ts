export const roles = ["viewer", "developer", "admin", "owner"] as const;

export type Role = (typeof roles)[number];

/** Scopes of API tokens. */
export const apiTokenScopes = [
  "applications:read",
  "applications:write",
  "api-keys:read",
  "api-keys:write",
  "audit:read",
] as const;

export type ApiTokenScope = (typeof apiTokenScopes)[number];

/** Also the scopes of access tokens; only people can have the last three. */
export type Permission = ApiTokenScope | "members:write" | "merchant:write" | "owners:write";

const viewer: readonly Permission[] = ["applications:read", "api-keys:read"];

const developer: readonly Permission[] = [...viewer, "applications:write", "api-keys:write"];

const admin: readonly Permission[] = [
  ...developer,
  "audit:read",
  "members:write",
  "merchant:write",
];

const owner: readonly Permission[] = [...admin, "owners:write"];

const byRole: Record<Role, readonly Permission[]> = { viewer, developer, admin, owner };

/** Returns the permissions of a role, as in the HTTP API's table of roles. */
export function getPermissions(role: Role): readonly Permission[] {
  return byRole[role];
}

/** Returns whether a token's scopes include the permission; write access includes read access. */
export function isPermitted(scopes: readonly string[], permission: Permission): boolean {
  return scopes.includes(permission) || scopes.includes(permission.replace(/:read$/, ":write"));
}

/** Returns the roles with a permission. */
export function findRolesWith(permission: Permission): Role[] {
  return roles.filter((role) => getPermissions(role).includes(permission));
}

/** Returns the roles that `role` may assign and remove: only owners manage owners. */
export function getAssignableRoles(role: Role): Role[] {
  const permissions = getPermissions(role);
  if (!permissions.includes("members:write")) return [];
  return roles.filter((each) => each !== "owner" || permissions.includes("owners:write"));
}
