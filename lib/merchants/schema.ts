import { z } from "zod";
import { emailSchema, newPasswordSchema } from "#lib/accounts/schema.ts";
import { lineOfText, missingOr } from "#lib/schema.ts";

export const roles = ["viewer", "developer", "admin", "owner"] as const;
export const roleSchema = z.enum(roles, {
  error: "The role must be one of viewer, developer, admin, owner",
});
export type Role = z.infer<typeof roleSchema>;

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
export function permissionsOf(role: Role): readonly Permission[] {
  return byRole[role];
}

/** Whether a token with these scopes allows it: what may be written may be read. */
export function isPermitted(scopes: readonly string[], permission: Permission): boolean {
  return scopes.includes(permission) || scopes.includes(permission.replace(/:read$/, ":write"));
}

/** The roles that may do it. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => permissionsOf(role).includes(permission));
}

export const signUpBody = z.strictObject({
  merchantName: lineOfText("The company name", 80),
  email: emailSchema,
  password: newPasswordSchema,
});
export type SignUpBody = z.infer<typeof signUpBody>;

/** What the operator says of a new merchant. */
export const createMerchantBody = z.strictObject({
  name: lineOfText("The company name", 80),
  ownerEmail: emailSchema,
});
export type CreateMerchantBody = z.infer<typeof createMerchantBody>;

/** For how long a new owner's link is good. */
export const ownerLinkDays = 7;

export const merchantSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
});
export type Merchant = z.infer<typeof merchantSchema>;

const days = "The longest life must be a whole number of days from 1 to 3650, or null";
const yesOrNo = (name: string) => z.boolean({ error: `${name} must be true or false` });

export const merchantPolicySchema = z.strictObject({
  requireSecondFactor: yesOrNo("The demand for a second factor"),
  singleSignOnOnly: yesOrNo("The demand for single sign-on"),
  longestLifeOfLiveKeysDays: z
    .int({ error: days })
    .min(1, { error: days })
    .max(3650, { error: days })
    .nullable(),
});

export const renameMerchantForm = z.strictObject({ name: lineOfText("The company name", 80) });

export const updateMerchantBody = z
  .strictObject({ ...renameMerchantForm.shape, ...merchantPolicySchema.shape })
  .partial();
export type UpdateMerchantBody = z.infer<typeof updateMerchantBody>;

export const merchantSettingsSchema = z.object({
  ...merchantSchema.shape,
  /** The caller's. */
  role: roleSchema,
  suspendedAt: z.string().nullable(),
  policy: merchantPolicySchema,
});
export type MerchantSettings = z.infer<typeof merchantSettingsSchema>;

export const switchMerchantBody = z.strictObject({
  merchantId: z.string({
    error: (issue) => missingOr(issue.input, "The company", "must be the id of one"),
  }),
});
export type SwitchMerchantBody = z.infer<typeof switchMerchantBody>;

/** One of the companies that a person belongs to. */
export const ownMembershipSchema = z.object({
  merchantId: z.string(),
  merchantName: z.string(),
  role: roleSchema,
  isCurrent: z.boolean(),
});
export type OwnMembership = z.infer<typeof ownMembershipSchema>;

/** A merchant as the operator sees it. */
export interface MerchantAccount extends Merchant {
  /** E-mail addresses. */
  owners: string[];
  suspendedAt: string | null;
}

export interface CreatedMerchant extends MerchantAccount {
  /** Whether the owner has yet to choose a password, by the link in the mail. */
  isOwnerNew: boolean;
}
