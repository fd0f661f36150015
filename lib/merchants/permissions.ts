export const roles = ["viewer", "developer", "admin", "owner"] as const;

export type Role = (typeof roles)[number];

/** What an API token may be allowed to do. */
export const apiTokenScopes = [
  "applications:read",
  "applications:write",
  "api-keys:read",
  "api-keys:write",
  "audit:read",
] as const;

export type ApiTokenScope = (typeof apiTokenScopes)[number];

/** Also the scopes of an access token; the last three are a person's alone. */
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

/** What a role may do, as the HTTP API's table of roles says. */
export function getPermissions(role: Role): readonly Permission[] {
  return byRole[role];
}

/** Whether a token with these scopes allows it: what may be written may be read. */
export function isPermitted(scopes: readonly string[], permission: Permission): boolean {
  return scopes.includes(permission) || scopes.includes(permission.replace(/:read$/, ":write"));
}

/** The roles that may do it. */
export function findRolesWith(permission: Permission): Role[] {
  return roles.filter((role) => getPermissions(role).includes(permission));
}

/** The roles that somebody in `role` may give and take: owners alone make and unmake owners. */
export function getAssignableRoles(role: Role): Role[] {
  const permissions = getPermissions(role);
  if (!permissions.includes("members:write")) return [];
  return roles.filter((each) => each !== "owner" || permissions.includes("owners:write"));
}
