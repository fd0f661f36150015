import { z } from "zod";
import { emailSchema } from "#lib/accounts/schema.ts";
import {
  apiKeySchema,
  createApiKeyBody,
  rateLimitInput,
  updateApiKeyBody,
} from "#lib/api-keys/schema.ts";
import { createApplicationBody, updateApplicationBody } from "#lib/applications/schema.ts";
import { auditIdForms } from "#lib/audit/constants.ts";
import { companyName, merchantPolicySchema } from "#lib/merchants/schema.ts";
import {
  createPairSchema,
  externalIdField,
  externalIdInput,
  metadataField,
  operatorMetadataInput,
} from "#lib/metadata/schema.ts";
import { createIdSchema, createTimestampSchema, lineOfText, pageQuery } from "#lib/schema.ts";

const own = {
  externalId: externalIdInput.optional(),
  metadata: operatorMetadataInput.optional(),
};

export const operatorCreateApiKeyBody = createApiKeyBody.extend(own);
export const operatorUpdateApiKeyBody = updateApiKeyBody.extend(own);
export const operatorCreateApplicationBody = createApplicationBody.extend(own);
export const operatorUpdateApplicationBody = updateApplicationBody.safeExtend(own);

/** A limit of one merchant; null for that of the configuration. */
const count = (name: string, max: number) => {
  const error = `${name} must be a whole number from 1 to ${max}, or null`;
  return z.int({ error }).min(1, { error }).max(max, { error }).nullable();
};

const fixed = (what: string) =>
  z.boolean({ error: `${what} must be true, false, or null` }).nullable();

const overrideFields = {
  activeKeysPerApplication: count("The limit of active keys", 1_000_000).meta({
    description: "Active keys that each application may have",
    example: 500,
  }),
  applications: count("The limit of applications", 1_000_000).meta({
    description: "Applications that the merchant may have",
    example: 20,
  }),
  keyRateLimit: rateLimitInput.meta({
    description: "How often each key can be used, in addition to the key's own limit",
    example: { limit: 1000, windowSeconds: 60 },
  }),
  requireSecondFactor: fixed("The second-factor requirement").meta({
    description: "Whether people must have signed in with a second factor",
  }),
  singleSignOnOnly: fixed("The single sign-on requirement").meta({
    description: "Whether people must have signed in by an identity provider",
  }),
  longestLifeOfLiveKeysDays: count("The maximum lifetime", 3650).meta({
    description: "Maximum lifetime of live API keys, in days",
    example: 90,
  }),
  allowedScopes: z
    .array(z.string({ error: "A scope must be text" }).max(65), {
      error: "The allowed scopes must be a list of text, or null",
    })
    .min(1, { error: "At least one scope is required" })
    .max(100, { error: "There are more scopes than exist" })
    .nullable()
    .meta({
      description: "The only scopes that new keys and changed keys can have",
      example: ["payments:read"],
    }),
};

const overridesText =
  "Limits and policies for this merchant in place of the configuration's. The merchant can't change a policy that is set here. Null for none";

const overridesInput = z
  .strictObject(overrideFields, { error: "The overrides must be an object" })
  .partial()
  .meta({ description: overridesText, example: { activeKeysPerApplication: 500 } });
export type Overrides = z.infer<typeof overridesInput>;

export const overrideNames = Object.keys(overrideFields) as (keyof typeof overrideFields)[];

const merchantFields = { ...own, overrides: overridesInput.optional() };

export const operatorCreateMerchantBody = z.strictObject({
  name: companyName,
  ownerEmail: emailSchema.optional().meta({
    description: "Email address of an owner, who gets an invitation by email",
    example: "owner@shop.example",
  }),
  ...merchantFields,
});
export type OperatorCreateMerchantBody = z.infer<typeof operatorCreateMerchantBody>;

export const operatorUpdateMerchantBody = z.strictObject({
  name: companyName.optional(),
  ...merchantFields,
});
export type OperatorUpdateMerchantBody = z.infer<typeof operatorUpdateMerchantBody>;

export const merchantStatuses = ["active", "suspended", "closed"] as const;

const merchantStatus = z
  .enum(merchantStatuses, { error: `The status must be one of ${merchantStatuses.join(", ")}` })
  .meta({ description: "Keys of suspended and closed merchants are refused as `suspended`" });

export const listMerchantsQuery = z.strictObject({
  ...pageQuery.shape,
  q: lineOfText("The search", 80).meta({ description: "Part of a name, in any case" }).optional(),
  externalId: lineOfText("The external id", 128)
    .meta({ description: "The operator's own id", example: "cust_4711" })
    .optional(),
  status: merchantStatus.optional(),
});
export type ListMerchantsQuery = z.infer<typeof listMerchantsQuery>;

export const reasonBody = z.strictObject({
  reason: lineOfText("The reason", 200)
    .meta({ description: "Why, as the merchant sees it", example: "Chargebacks above the limit" })
    .optional(),
});

const reason = (what: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `Why it was ${what}`, example: null });

export const operatorMerchantSchema = z
  .object({
    id: createIdSchema("merchant", "mer_01kawxqw2pe6bvn0q0v9w8x7yz"),
    name: z.string().meta({ description: "Name of the company", example: "Example shop" }),
    externalId: externalIdField,
    metadata: metadataField,
    status: merchantStatus,
    suspendedAt: createTimestampSchema("When it was suspended").nullable(),
    suspendedReason: reason("suspended"),
    closedAt: createTimestampSchema("When it was closed").nullable(),
    closedReason: reason("closed"),
    owners: z
      .array(z.string())
      .meta({ description: "Emails of its owners, at most 10", example: ["owner@shop.example"] }),
    policy: merchantPolicySchema.meta({ description: "The security policy" }),
    overrides: z.object(overrideFields).meta({ description: overridesText }),
    createdAt: createTimestampSchema("When it was created"),
  })
  .meta({ id: "OperatorMerchant" });
export type OperatorMerchant = z.infer<typeof operatorMerchantSchema>;

const oneOf = "Exactly one of id, prefix, and key is required";

export const findApiKeysBody = z
  .strictObject({
    id: z
      .string({ error: "The id must be text" })
      .refine((id) => auditIdForms.keyId.test(id), { error: "The id must be the id of an API key" })
      .meta({ description: "Id of the key", example: "key_uuid_888" })
      .optional(),
    prefix: z
      .string({ error: "The prefix must be text" })
      .regex(/^[0-9A-Za-z_]{12}$/, { error: "The prefix must be the first 12 characters of a key" })
      .meta({ description: "The first 12 characters of the full key", example: "ks_live_abc1" })
      .optional(),
    key: z
      .string({ error: "The key must be text" })
      .max(512, { error: "The key must be at most 512 characters long" })
      .meta({ description: "The full key. It is hashed at once", example: "YOUR_API_KEY" })
      .optional(),
  })
  .refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, {
    path: ["id"],
    error: oneOf,
  });
export type FindApiKeysBody = z.infer<typeof findApiKeysBody>;

const merchantId = createIdSchema("merchant", "mer_01kawxqw2pe6bvn0q0v9w8x7yz");

export const foundApiKeysSchema = z
  .object({
    data: z
      .array(
        z
          .object({
            merchantId,
            merchantName: z
              .string()
              .meta({ description: "Name of its company", example: "Example shop" }),
            applicationName: z
              .string()
              .meta({ description: "Name of its application", example: "UK store" }),
            apiKey: apiKeySchema,
          })
          .meta({ id: "FoundApiKey" }),
      )
      .meta({ description: "At most 50 keys, newest first" }),
  })
  .meta({ id: "FoundApiKeys" });
export type FoundApiKeys = z.infer<typeof foundApiKeysSchema>;

export const revokeApiKeysBody = z.strictObject({
  applicationId: z
    .string({ error: "The application must be the id of one" })
    .refine((id) => auditIdForms.applicationId.test(id), {
      error: "The application must be the id of one",
    })
    .meta({ description: "Only keys of this application", example: "app_uk_store_123" })
    .optional(),
  scope: z
    .string({ error: "The scope must be text" })
    .regex(/^[a-z0-9:_-]{1,65}$/, { error: "The scope must be the name of one" })
    .meta({ description: "Only keys that have this scope, also by `*`", example: "payments:write" })
    .optional(),
  reason: lineOfText("The reason", 200)
    .meta({
      description:
        'Reason for the audit log. A reason that starts with "leak" makes the revocations final',
      example: "Account takeover",
    })
    .optional(),
});
export type RevokeApiKeysBody = z.infer<typeof revokeApiKeysBody>;

export const revokedApiKeysSchema = z
  .object({
    revoked: z
      .array(
        z.object({
          id: createIdSchema("API key", "key_uuid_888"),
          applicationId: createIdSchema("application", "app_uk_store_123"),
          keyPrefix: z.string().meta({
            description: "The first 12 characters of the full key",
            example: "ks_live_abc1",
          }),
          description: z.string().meta({ description: "Human readable description" }),
        }),
      )
      .meta({ description: "The keys that this request has revoked, oldest first" }),
  })
  .meta({ id: "RevokedApiKeys" });
export type RevokedApiKeys = z.infer<typeof revokedApiKeysSchema>;

export const operatorPairFilter = createPairSchema(true);
