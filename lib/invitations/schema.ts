import { z } from "zod";
import { emailSchema, newPasswordSchema } from "#lib/accounts/schema.ts";
import { roleSchema } from "#lib/merchants/schema.ts";
import { createIdSchema, createTimestampSchema, missingOr } from "#lib/schema.ts";

export const inviteBody = z.strictObject({ email: emailSchema, role: roleSchema });
export type InviteBody = z.infer<typeof inviteBody>;

const token = z
  .string({ error: (issue) => missingOr(issue.input, "The token", "must be text") })
  .min(1, { error: "The token is required" })
  .max(128, { error: "The token is too long" })
  .meta({ description: "The part after `#` in the invitation link" });

export const lookUpInvitationBody = z.strictObject({ token });

export const acceptInvitationBody = z.strictObject({
  token,
  password: newPasswordSchema
    .meta({ description: "The new password, for an address that has no account yet" })
    .optional(),
});
export type AcceptInvitationBody = z.infer<typeof acceptInvitationBody>;

export const newPasswordForm = z.strictObject({ password: newPasswordSchema });

const email = z
  .string()
  .meta({ description: "The email address that it was sent to", example: "guest@shop.example" });
const invitedByEmail = z
  .string()
  .meta({ description: "The email address of the sender", example: "owner@shop.example" });
const merchantName = z
  .string()
  .meta({ description: "Name of the company", example: "Example shop" });

export const invitationSchema = z
  .object({
    id: createIdSchema("invitation", "inv_01kawxqw2pe6bvn0q0v9w8x7yz"),
    email,
    role: roleSchema,
    invitedByEmail,
    createdAt: createTimestampSchema("When it was created"),
    sentAt: createTimestampSchema("When its link was last sent"),
    expiresAt: createTimestampSchema("When that link expires"),
    isExpired: z.boolean().meta({ description: "Whether the link has expired" }),
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof invitationSchema>;

/** What the holder of the link may see. */
export const openedInvitationSchema = z
  .object({
    merchantName,
    email,
    role: roleSchema,
    invitedByEmail,
    hasAccount: z.boolean().meta({
      description: "Whether the person joins by signing in, instead of choosing a password",
    }),
  })
  .meta({ id: "OpenedInvitation" });
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>;

export const acceptedInvitationSchema = z
  .object({
    merchantId: createIdSchema("merchant", "mer_01kawxqw2pe6bvn0q0v9w8x7yz"),
    merchantName,
    email: email.meta({ description: "The email address of the person who joined" }),
    role: roleSchema,
  })
  .meta({ id: "AcceptedInvitation" });
export type AcceptedInvitation = z.infer<typeof acceptedInvitationSchema>;
