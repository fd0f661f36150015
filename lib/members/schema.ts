import { z } from "zod";
import { permissionsOf, type Role, roleSchema, roles } from "#lib/merchants/schema.ts";

export const updateMemberBody = z.strictObject({ role: roleSchema });
export type UpdateMemberBody = z.infer<typeof updateMemberBody>;

export const memberSchema = z.object({
  userId: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: z.string(),
  /** When a session for the company last began. */
  lastOpenedAt: z.string().nullable(),
  /** An authenticator app or a passkey. */
  hasSecondFactor: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

/** The roles that somebody in `role` may give and take: owners alone make and unmake owners. */
export function rolesInReachOf(role: Role): Role[] {
  const permissions = permissionsOf(role);
  if (!permissions.includes("members:write")) return [];
  return roles.filter((each) => each !== "owner" || permissions.includes("owners:write"));
}
