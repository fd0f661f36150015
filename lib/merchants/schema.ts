import { z } from "zod";
import { emailSchema, newPasswordSchema } from "#lib/accounts/schema.ts";
import { roles } from "#lib/merchants/permissions.ts";
import { externalIdField, metadataField, metadataInput } from "#lib/metadata/schema.ts";
import {
  createIdSchema,
  createTimestampSchema,
  lineOfText,
  missingOr,
  withoutSecrets,
} from "#lib/schema.ts";

export const roleSchema = z
  .enum(roles, {
    error: "The role must be one of viewer, developer, admin, owner",
  })
  .meta({ description: "What a person may do in the company", example: "developer" });

export const companyName = lineOfText("The company name", 80).meta({
  description: "Name of the company",
  example: "Example shop",
});

export const signUpBody = z.strictObject({
  merchantName: companyName,
  email: emailSchema,
  password: newPasswordSchema,
});
export type SignUpBody = z.infer<typeof signUpBody>;

/** The operator's input for a new merchant. */
export const createMerchantBody = z.strictObject({
  name: companyName,
  ownerEmail: emailSchema,
});
export type CreateMerchantBody = z.infer<typeof createMerchantBody>;

/** Lifetime of a new owner's link. */
export const ownerLinkDays = 7;

const id = createIdSchema("merchant", "mer_01kawxqw2pe6bvn0q0v9w8x7yz");
const name = z.string().meta({ description: "Name of the company", example: "Example shop" });

export const merchantSchema = z
  .object({ id, name, createdAt: createTimestampSchema("When the company signed up") })
  .meta({ id: "Merchant" });
export type Merchant = z.infer<typeof merchantSchema>;

const days = "The maximum lifetime must be a whole number of days from 1 to 3650, or null";
const yesOrNo = (name: string) => z.boolean({ error: `${name} must be true or false` });

export const merchantPolicySchema = z.strictObject({
  requireSecondFactor: yesOrNo("The second-factor requirement").meta({
    description: "Whether people must have signed in with a second factor",
  }),
  singleSignOnOnly: yesOrNo("The single sign-on requirement").meta({
    description: "Whether people must have signed in by an identity provider",
  }),
  longestLifeOfLiveKeysDays: z
    .int({ error: days })
    .min(1, { error: days })
    .max(3650, { error: days })
    .nullable()
    .meta({
      description: "Maximum lifetime of live API keys, in days. Null for no limit",
      example: 365,
    }),
});

export const renameMerchantForm = z.strictObject({ name: companyName });

export const updateMerchantBody = z
  .strictObject({
    ...renameMerchantForm.shape,
    ...merchantPolicySchema.shape,
    metadata: metadataInput,
  })
  .partial();
export type UpdateMerchantBody = z.infer<typeof updateMerchantBody>;

export const merchantSettingsSchema = z
  .object({
    ...merchantSchema.shape,
    role: roleSchema.meta({ description: "The caller's own role" }),
    suspendedAt: createTimestampSchema(
      "When the operator suspended the company, so that its keys are refused. Null if it isn't suspended",
    ).nullable(),
    suspendedReason: z.string().nullable().meta({
      description: "Why the operator suspended the company, if it said so",
      example: null,
    }),
    policy: merchantPolicySchema.meta({ description: "The security policy" }),
    externalId: externalIdField,
    metadata: metadataField,
  })
  .meta({ id: "MerchantSettings" });
export type MerchantSettings = z.infer<typeof merchantSettingsSchema>;

export const switchMerchantBody = z.strictObject({
  merchantId: withoutSecrets(
    z.string({
      error: (issue) => missingOr(issue.input, "The company", "must be the id of one"),
    }),
    "The company",
  ).meta({
    description: "Id of another company of the person's",
    example: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
  }),
});
export type SwitchMerchantBody = z.infer<typeof switchMerchantBody>;

/** A company that a person belongs to. */
export const ownMembershipSchema = z
  .object({
    merchantId: id,
    merchantName: name,
    role: roleSchema,
    isCurrent: z.boolean().meta({ description: "Whether this session is for it" }),
  })
  .meta({ id: "OwnMembership" });
export type OwnMembership = z.infer<typeof ownMembershipSchema>;

export const ownMembershipsSchema = z
  .object({ data: z.array(ownMembershipSchema).meta({ description: "By name" }) })
  .meta({ id: "OwnMemberships" });

/** A merchant in the operator's view. */
export interface MerchantAccount extends Merchant {
  /** Their emails. */
  owners: string[];
  suspendedAt: string | null;
}

export interface CreatedMerchant extends MerchantAccount {
  /** Whether the owner still has to choose a password, with the link in the email. */
  isOwnerNew: boolean;
}

export const signUpWithIdentityBody = z.strictObject({
  merchantName: lineOfText("The company name", 80).meta({
    description: "Name of the company",
    example: "Example shop",
  }),
});
export type SignUpWithIdentityBody = z.infer<typeof signUpWithIdentityBody>;
