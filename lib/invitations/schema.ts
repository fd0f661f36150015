import { z } from "zod";
import { emailSchema, newPasswordSchema } from "#lib/accounts/schema.ts";
import { roleSchema } from "#lib/merchants/schema.ts";
import { missingOr } from "#lib/schema.ts";

export const inviteBody = z.strictObject({ email: emailSchema, role: roleSchema });
export type InviteBody = z.infer<typeof inviteBody>;

const token = z
  .string({ error: (issue) => missingOr(issue.input, "The token", "must be text") })
  .min(1, { error: "The token is required" })
  .max(128, { error: "The token is too long" });

export const lookUpInvitationBody = z.strictObject({ token });

export const acceptInvitationBody = z.strictObject({
  token,
  /** For an address that has no account yet. */
  password: newPasswordSchema.optional(),
});
export type AcceptInvitationBody = z.infer<typeof acceptInvitationBody>;

export const newPasswordForm = z.strictObject({ password: newPasswordSchema });

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  invitedByEmail: z.string(),
  createdAt: z.string(),
  sentAt: z.string(),
  expiresAt: z.string(),
  isExpired: z.boolean(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** What whoever has the link learns of it. */
export const openedInvitationSchema = z.object({
  merchantName: z.string(),
  email: z.string(),
  role: roleSchema,
  invitedByEmail: z.string(),
  /** Whether one joins by signing in, and not by choosing a password. */
  hasAccount: z.boolean(),
});
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>;

export const acceptedInvitationSchema = z.object({
  merchantId: z.string(),
  merchantName: z.string(),
  email: z.string(),
  role: roleSchema,
});
export type AcceptedInvitation = z.infer<typeof acceptedInvitationSchema>;
