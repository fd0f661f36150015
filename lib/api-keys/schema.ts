import { z } from "zod";
import {
  allowlistMaxLength,
  defaultOverlapSeconds,
  descriptionMaxLength,
  expiringWithinDays,
  type HygieneFinding,
  hygieneFindings,
  keyRefusals,
  keySorts,
  keyStatuses,
  largestRateLimit,
  longestOverlapSeconds,
  neverUsedAfterDays,
  rateLimitWindows,
  searchMaxLength,
  toSearchText,
  unusedAfterDays,
} from "#lib/api-keys/constants.ts";
import { environmentSchema } from "#lib/applications/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import {
  externalIdField,
  labelFilters,
  metadataField,
  metadataInput,
  tagsField,
  tagsInput,
} from "#lib/metadata/schema.ts";
import {
  createIdSchema,
  createTimestampSchema,
  lineOfText,
  missingOr,
  momentText,
  pageQuery,
} from "#lib/schema.ts";

export const keyStatusSchema = z
  .enum(keyStatuses, {
    error: `The status must be one of ${keyStatuses.join(", ")}`,
  })
  .meta({ description: "`rotating` while two secrets of the key are valid" });

const description = lineOfText("The description", descriptionMaxLength).meta({
  description: "Human readable description for the key",
  example: "Production API key for checkout service",
});

const scopes = z
  .array(z.string({ error: "A scope must be text" }).max(65), {
    error: "The scopes must be a list of text",
  })
  .min(1, { error: "At least one scope is required" })
  .max(100, { error: "There are more scopes than exist" })
  .meta({
    description:
      "Scopes of the key, from the operator's catalogue. `*` means all except sensitive scopes, and is the default",
    example: ["*"],
  });

const expiresAt = momentText("The expiry must be a date-time such as 2027-01-31T00:00:00Z")
  .nullable()
  .meta({
    description: "When the key expires. Null if it never does",
    example: "2027-01-31T00:00:00Z",
  });

/** One entry of an allow-list. */
export const addressOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: "Must be an IPv4 or IPv6 address or range such as 203.0.113.0/24",
});

const ipAllowlist = z
  .array(addressOrRange, { error: "The allowlist must be a list of IP addresses" })
  .max(allowlistMaxLength, {
    error: `The allowlist can have at most ${allowlistMaxLength} entries`,
  })
  .meta({
    description: "IPv4 and IPv6 addresses and ranges that the key works from. Empty for anywhere",
    example: ["203.0.113.0/24"],
  });

const limitText = "The limit must be a whole number from 1 to 1,000,000,000";

const rateLimitFields = {
  limit: z
    .int({ error: limitText })
    .min(1, { error: limitText })
    .max(largestRateLimit, { error: limitText })
    .meta({ description: "Calls allowed in one window", example: 100 }),
  windowSeconds: z
    .literal(rateLimitWindows, {
      error: `The window must be one of ${rateLimitWindows.join(", ")} seconds`,
    })
    .meta({
      description: "Length of a window in seconds: a second, a minute, an hour, or a day",
      example: 60,
      override: { type: "integer" },
    }),
};

export const rateLimitInput = z
  .strictObject(rateLimitFields, {
    error: "The rate limit must be an object with limit and windowSeconds, or null",
  })
  .nullable()
  .meta({
    description:
      "How often the key can be used. Null for no limit. A window starts with the key's first call",
    example: { limit: 100, windowSeconds: 60 },
  });

/** A scope of the operator's catalogue; `minRole` marks a sensitive one, which `*` does not hold. */
export interface CatalogueScope {
  name: string;
  description: string;
  minRole?: Role;
}

/** Data for a form to offer only what the server accepts from this reader in this environment. */
export interface KeyPolicy {
  scopes: CatalogueScope[];
  /** Days that a key may live at most; null where it may live without expiry. */
  longestLifeDays: number | null;
  role: Role;
}

export const createApiKeyBody = z.strictObject({
  description,
  scopes: scopes.optional(),
  expiresAt: expiresAt.optional(),
  ipAllowlist: ipAllowlist.optional(),
  rateLimit: rateLimitInput.optional(),
  metadata: metadataInput.optional(),
  tags: tagsInput.optional(),
});
export type CreateApiKeyBody = z.infer<typeof createApiKeyBody>;

export const updateApiKeyBody = z.strictObject({
  description: description.optional(),
  scopes: scopes.optional(),
  expiresAt: expiresAt.optional(),
  ipAllowlist: ipAllowlist.optional(),
  rateLimit: rateLimitInput.optional(),
  metadata: metadataInput.optional(),
  tags: tagsInput.optional(),
  version: z
    .int({ error: "The version must be a whole number" })
    .min(1)
    .meta({
      description:
        "The `version` that you read. If someone else has changed the key since, the request is refused with 409",
      example: 1,
    })
    .optional(),
});
export type UpdateApiKeyBody = z.infer<typeof updateApiKeyBody>;

const overlapText = `The overlap must be a whole number of seconds from 0 to ${longestOverlapSeconds}`;

export const rotateApiKeyBody = z.strictObject({
  overlapSeconds: z
    .int({ error: overlapText })
    .min(0, { error: overlapText })
    .max(longestOverlapSeconds, { error: overlapText })
    .default(defaultOverlapSeconds)
    .meta({
      description:
        "How long the old secret keeps working after the new one is first used. With 0, it stops at that first use",
      example: defaultOverlapSeconds,
    }),
});
export type RotateApiKeyBody = z.infer<typeof rotateApiKeyBody>;

export const listApiKeysQuery = z.strictObject({
  ...pageQuery.shape,
  status: keyStatusSchema.optional(),
  q: z
    .string()
    .trim()
    .max(searchMaxLength, {
      error: `The search must be at most ${searchMaxLength} characters long`,
    })
    .transform((text) => toSearchText(text))
    .meta({
      description:
        "Part of a description or prefix, in any case and Unicode form. Of a full key, only the prefix is searched",
    })
    .optional(),
  sort: z
    .enum(keySorts, { error: `The sort must be one of ${keySorts.join(", ")}` })
    .default("newest")
    .meta({
      description: "The order of the list. With `tag` or `metadata`, only `newest` and `oldest`",
    }),
  ...labelFilters,
});
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuery>;

export const revokeApiKeyQuery = z.strictObject({
  reason: lineOfText("The reason", 200)
    .meta({
      description:
        'Reason for the audit log. A reason that starts with "leak" makes the revocation final',
      example: "Laptop lost",
    })
    .optional(),
});

/** Response of a revocation for callers that prefer a body. */
export const effectSchema = z
  .object({
    effectiveAt: createTimestampSchema("When the key stops being accepted everywhere"),
  })
  .meta({ id: "Effect" });
export type Effect = z.infer<typeof effectSchema>;

const secretUseSchema = z.object({
  keyPrefix: z.string().meta({ description: "The start that is shown", example: "ks_live_abc1" }),
  lastUsedAt: createTimestampSchema("When it was last used").nullable(),
});

/** Two secrets are good until `endsAt`; the overlap begins when the next one is first used. */
export const rotationSchema = z
  .object({
    startedAt: createTimestampSchema("When the new secret was created"),
    overlapSeconds: z
      .int()
      .meta({ description: "How long the old secret keeps working", example: 86400 }),
    firstUsedAt: createTimestampSchema("When the new secret was first used").nullable(),
    endsAt: createTimestampSchema(
      "When the previous secret ends. While the next one is unused, when the next one is withdrawn",
    ),
    previous: secretUseSchema.meta({ description: "The old secret" }),
    next: secretUseSchema.meta({ description: "The new secret" }),
  })
  .meta({ id: "Rotation" });
export type Rotation = z.infer<typeof rotationSchema>;

export const rateLimitSchema = z.object(rateLimitFields).meta({ id: "KeyRateLimit" });
export type RateLimit = z.infer<typeof rateLimitSchema>;

const keyId = createIdSchema("API key", "key_uuid_888");
const applicationId = createIdSchema("application", "app_uk_store_123");
const keyPrefix = z.string().meta({
  description:
    "The start of the full key that is shown: its prefix, environment and four more characters",
  example: "ks_live_abc1",
});
const describedAs = z
  .string()
  .meta({ description: "Human readable description", example: "Primary Checkout Key" });
const createdAt = createTimestampSchema("When the key was created");

const keyFields = {
  environment: environmentSchema,
  scopes: z.array(z.string()).meta({
    description: "Scopes of the key. `*` means all except sensitive scopes",
    example: ["*"],
  }),
  ipAllowlist: z.array(z.string()).meta({
    description: "IP addresses and ranges that it works from. Empty for anywhere",
    example: [],
  }),
  rateLimit: rateLimitSchema
    .nullable()
    .meta({ description: "How often it can be used. Null for no limit" }),
  expiresAt: createTimestampSchema("When it expires. Null if it never does").nullable(),
  status: keyStatusSchema,
  createdBy: z.string().meta({
    description: "Id of the person who created it",
    example: "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
  }),
  createdByEmail: z.string().nullable().meta({ description: "That person's email, if known" }),
  lastUsedAt: createTimestampSchema("When it was last used").nullable(),
  lastUsedIp: z.string().nullable().meta({ description: "IP address of the last use" }),
  lastUsedUserAgent: z.string().nullable().meta({ description: "Program of the last use" }),
  revokedAt: createTimestampSchema("When it was revoked").nullable(),
  revokedBy: z.string().nullable().meta({
    description:
      "Id of the person who revoked it. Null if it isn't revoked, or was revoked because of a reported leak",
  }),
  revokedByEmail: z.string().nullable().meta({ description: "That person's email, if known" }),
  revokedReason: z.string().nullable().meta({ description: "Why it was revoked" }),
  leaked: z.boolean().meta({ description: "Whether it was leaked", example: false }),
  restorableUntil: createTimestampSchema(
    "When the revocation can no longer be undone. Null if it can't be undone",
  ).nullable(),
  rotation: rotationSchema.nullable().meta({ description: "The rotation in progress, if any" }),
  version: z.int().meta({ description: "Number of the last change", example: 1 }),
  externalId: externalIdField,
  metadata: metadataField,
  tags: tagsField,
};

export const apiKeySchema = z
  .object({
    id: keyId,
    applicationId,
    keyPrefix,
    description: describedAs,
    createdAt,
    ...keyFields,
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The answer to a create or a rotation, and the only one that ever holds a full key. */
export const createdApiKeySchema = z
  .object({
    id: keyId,
    applicationId,
    fullKey: z.string().meta({
      description: "The key itself, returned only once",
      example: "ks_live_abc123xyz...",
    }),
    keyPrefix,
    description: describedAs,
    createdAt,
    ...keyFields,
  })
  .meta({ id: "CreatedApiKey" });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

const merchantId = createIdSchema("merchant", "mer_01kawxqw2pe6bvn0q0v9w8x7yz");

const identity = {
  merchantId,
  applicationId,
  keyId,
  environment: environmentSchema,
  scopes: z.array(z.string()).meta({
    description: "What the key may do",
    example: ["payments:read", "payments:write"],
  }),
};

export const whoamiSchema = z.object(identity).meta({ id: "Whoami" });

export const verifyBody = z.strictObject({
  key: z
    .string({ error: (issue) => missingOr(issue.input, "The key", "must be text") })
    .meta({ description: "The full key, as the caller sent it", example: "YOUR_API_KEY" }),
  scope: z
    .string({ error: "The scope must be text" })
    .min(1)
    .max(65)
    .meta({ description: "A scope that the key must have", example: "payments:read" })
    .optional(),
  ip: z
    .union([z.ipv4(), z.ipv6()], { error: "The address must be an IPv4 or IPv6 address" })
    .meta({
      description: "IP address of the caller, checked against the key's allowlist",
      example: "203.0.113.7",
    })
    .optional(),
});

const quotaSchema = z
  .object({
    limit: z.int().meta({ description: "Calls allowed in one window", example: 100 }),
    remaining: z.int().meta({ description: "Calls left in the window", example: 99 }),
    resetSeconds: z
      .int()
      .meta({ description: "Seconds until the window ends, rounded up", example: 60 }),
  })
  .meta({ id: "KeyQuota" });

const quota = quotaSchema.optional().meta({
  description:
    "Remaining calls of the key, for the limit with the fewest left. Absent if there is no limit",
});

const externalId = (what: string, example: string) =>
  z
    .string()
    .optional()
    .meta({ description: `The operator's own id of the ${what}, if any`, example });

const attributes = {
  externalId: externalId("key", "till-7"),
  applicationExternalId: externalId("application", "store-12"),
  merchantExternalId: externalId("merchant", "cust_4711"),
  metadata: z
    .record(z.string(), z.string())
    .optional()
    .meta({
      description:
        "The pairs that the operator's configuration selects: the key's own before its application's, and those before its merchant's",
      example: { plan: "gold" },
    }),
};
export type KeyAttributes = z.infer<z.ZodObject<typeof attributes>>;

export const verdictSchema = z.union([
  z
    .object({
      valid: z.literal(true).meta({ description: "The key is valid" }),
      ...identity,
      expiresAt: createTimestampSchema("When the key expires. Null if it never does").nullable(),
      ...attributes,
      rateLimit: quota,
    })
    .meta({ id: "GoodKey" }),
  z
    .object({
      valid: z.literal(false).meta({ description: "The key is refused" }),
      code: z.enum(keyRefusals).meta({ description: "Why the key is refused" }),
      retryAfterSeconds: z.int().optional().meta({
        description: "With `rate_limited`: seconds to wait before the next call",
        example: 42,
      }),
      rateLimit: quota.meta({ description: "With `rate_limited`: the limit that was reached" }),
    })
    .meta({ id: "RefusedKey" }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

const daysText = "The days must be a whole number from 1 to 365";

export const usageQuery = z.strictObject({
  days: z
    .string()
    .regex(/^[0-9]{1,3}$/, { error: daysText })
    .transform(Number)
    .pipe(z.int().min(1, { error: daysText }).max(365, { error: daysText }))
    .default(30)
    .meta({
      description: "Number of days, including today",
      override: { type: "integer", minimum: 1, maximum: 365, default: 30 },
    }),
});

const usageDaySchema = z.object({
  date: z.string().meta({ format: "date", description: "A day in UTC", example: "2026-02-23" }),
  verified: z.int().meta({ description: "Calls that verified", example: 1204 }),
  refused: z
    .partialRecord(
      z.enum(keyRefusals),
      z.int().meta({ description: "Calls refused for this reason" }),
    )
    .meta({ description: "Calls that were refused, by code", example: { expired: 2 } }),
});

/** The requested days, oldest first, those without any call included. */
export const usageSchema = z
  .object({
    data: z.array(usageDaySchema).meta({ description: "One entry per day, oldest first" }),
  })
  .meta({ id: "Usage" });
export type Usage = z.infer<typeof usageSchema>;

export const hygieneQuery = z.strictObject({
  ...pageQuery.shape,
  finding: z
    .enum(hygieneFindings, { error: `The finding must be one of ${hygieneFindings.join(", ")}` })
    .meta({ description: "Only keys with this finding" })
    .optional(),
});
export type HygieneQuery = z.infer<typeof hygieneQuery>;

/** A key that is neither revoked nor expired, with all that is to be found about it. */
export const hygieneRowSchema = z
  .object({
    apiKey: apiKeySchema,
    applicationName: z
      .string()
      .meta({ description: "Name of its application", example: "UK store" }),
    findings: z
      .array(z.enum(hygieneFindings))
      .meta({ description: "All findings about it", example: ["no_expiry"] }),
  })
  .meta({ id: "HygieneRow" });
export type HygieneRow = z.infer<typeof hygieneRowSchema>;

const countField = (description: string) => z.int().meta({ description, example: 1 });

export const hygieneCountsSchema = z
  .object({
    never_used: countField(`Keys not used within ${neverUsedAfterDays} days of their creation`),
    unused: countField(`Keys without a call for ${unusedAfterDays} days`),
    no_expiry: countField("Keys without an expiry"),
    expiring_soon: countField(`Keys that expire within ${expiringWithinDays} days`),
    all_scopes: countField("Keys with all scopes"),
  } satisfies Record<HygieneFinding, z.ZodType>)
  .meta({ id: "HygieneCounts" });
export type HygieneCounts = z.infer<typeof hygieneCountsSchema>;

export const reportLeakBody = z.strictObject({
  keys: z
    .array(z.string({ error: "A key must be text" }), {
      error: (issue) => missingOr(issue.input, "The list of keys", "must be a list of text"),
    })
    .min(1, { error: "At least one key is required" })
    .max(1000, { error: "At most 1,000 keys can be reported at once" })
    .meta({ description: "The full keys that were found", example: ["YOUR_API_KEY"] }),
});

export const leakReceiptSchema = z
  .object({ received: z.int().meta({ description: "How many keys were received", example: 1 }) })
  .meta({ id: "LeakReceipt" });
