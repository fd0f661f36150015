import { z } from "zod";
import { environmentSchema } from "#lib/applications/schema.ts";
import type { Role } from "#lib/merchants/schema.ts";
import { lineOfText, missingOr, momentText, pageQuery } from "#lib/schema.ts";

export const descriptionMaxLength = 50;
export const keyPrefixLength = 12;

/** In a list of scopes: every scope of the catalogue, now and later, but the sensitive ones. */
export const allScopes = "*";

export const keyStatuses = ["active", "rotating", "expired", "revoked"] as const;
export const keyStatusSchema = z.enum(keyStatuses, {
  error: `The status must be one of ${keyStatuses.join(", ")}`,
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

export const keySorts = ["newest", "oldest", "description", "expiry"] as const;
export type KeySort = (typeof keySorts)[number];

const description = lineOfText("The description", descriptionMaxLength);

const scopes = z
  .array(z.string({ error: "A scope must be text" }).max(65), {
    error: "The scopes must be a list of text",
  })
  .min(1, { error: "At least one scope is required" })
  .max(100, { error: "There are more scopes than the catalogue holds" });

/** Null is a key without expiry. */
const expiresAt = momentText("The expiry must be a moment such as 2027-01-31T00:00:00Z").nullable();

/** One entry of an allow-list. */
export const addressOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: "Must be an IPv4 or IPv6 address or range such as 203.0.113.0/24",
});

export const allowlistMaxLength = 50;

const ipAllowlist = z
  .array(addressOrRange, { error: "The allow-list must be a list of addresses" })
  .max(allowlistMaxLength, {
    error: `The allow-list may hold at most ${allowlistMaxLength} addresses`,
  });

/** A scope of the operator's catalogue; `minRole` marks a sensitive one, which `*` does not hold. */
export interface CatalogueScope {
  name: string;
  description: string;
  minRole?: Role;
}

/** What a form must know to offer what the server will take, from this reader in this environment. */
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
});
export type CreateApiKeyBody = z.infer<typeof createApiKeyBody>;

export const updateApiKeyBody = z.strictObject({
  description: description.optional(),
  scopes: scopes.optional(),
  expiresAt: expiresAt.optional(),
  ipAllowlist: ipAllowlist.optional(),
  /** The `version` that was read; where somebody else was faster the change is refused with 409. */
  version: z.int({ error: "The version must be a whole number" }).min(1).optional(),
});
export type UpdateApiKeyBody = z.infer<typeof updateApiKeyBody>;

export const longestOverlapSeconds = 7 * 24 * 3600;
export const defaultOverlapSeconds = 24 * 3600;
const overlapText = `The overlap must be a whole number of seconds from 0 to ${longestOverlapSeconds}`;

export const rotateApiKeyBody = z.strictObject({
  overlapSeconds: z
    .int({ error: overlapText })
    .min(0, { error: overlapText })
    .max(longestOverlapSeconds, { error: overlapText })
    .default(defaultOverlapSeconds),
});
export type RotateApiKeyBody = z.infer<typeof rotateApiKeyBody>;

export const searchMaxLength = 256;

/** A full key, or more of one than may be shown, wherever in a text: `ks` is the operator's to change. */
const secretText = /(?<![0-9A-Za-z])[a-z][a-z0-9]_(?:live|test)_[0-9A-Za-z]{5,}/;

/** The text to search by; of a full key only what may be shown. */
export function toSearchText(text: string): string {
  return secretText.exec(text)?.[0].slice(0, keyPrefixLength) ?? text;
}

export const listApiKeysQuery = z.strictObject({
  ...pageQuery.shape,
  status: keyStatusSchema.optional(),
  /** Part of a description or prefix; of a full key only what may be shown is looked for. */
  q: z
    .string()
    .trim()
    .max(searchMaxLength, {
      error: `The search must be at most ${searchMaxLength} characters long`,
    })
    .transform(toSearchText)
    .optional(),
  sort: z
    .enum(keySorts, { error: `The sort must be one of ${keySorts.join(", ")}` })
    .default("newest"),
});
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuery>;

/** A reason that begins with "leak" marks the key as leaked: it cannot be restored. */
export const revokeApiKeyQuery = z.strictObject({
  reason: lineOfText("The reason", 200).optional(),
});

/** For how long a revocation can be undone, unless a leak was its reason. */
export const restoreWithinMinutes = 60;

const secretUseSchema = z.object({ keyPrefix: z.string(), lastUsedAt: z.string().nullable() });

/** Two secrets are good until `endsAt`; the overlap begins when the next one is first used. */
export const rotationSchema = z.object({
  startedAt: z.string(),
  overlapSeconds: z.int(),
  firstUsedAt: z.string().nullable(),
  /** When the previous secret ends; while the next one is unused, when that one is withdrawn. */
  endsAt: z.string(),
  previous: secretUseSchema,
  next: secretUseSchema,
});
export type Rotation = z.infer<typeof rotationSchema>;

export const apiKeySchema = z.object({
  id: z.string(),
  applicationId: z.string(),
  keyPrefix: z.string(),
  description: z.string(),
  environment: environmentSchema,
  scopes: z.array(z.string()),
  ipAllowlist: z.array(z.string()),
  expiresAt: z.string().nullable(),
  status: keyStatusSchema,
  createdAt: z.string(),
  createdBy: z.string(),
  createdByEmail: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  lastUsedIp: z.string().nullable(),
  lastUsedUserAgent: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Null for a key that is not revoked, or that a reported leak revoked. */
  revokedBy: z.string().nullable(),
  revokedByEmail: z.string().nullable(),
  revokedReason: z.string().nullable(),
  leaked: z.boolean(),
  /** Until when the revocation can be undone; null where it cannot. */
  restorableUntil: z.string().nullable(),
  rotation: rotationSchema.nullable(),
  version: z.int(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The answer to a create or a rotation, and the only one that ever holds a full key. */
export const createdApiKeySchema = z.object({ ...apiKeySchema.shape, fullKey: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export const whoamiSchema = z.object({
  merchantId: z.string(),
  applicationId: z.string(),
  keyId: z.string(),
  environment: environmentSchema,
  scopes: z.array(z.string()),
});
export type Whoami = z.infer<typeof whoamiSchema>;

export const keyRefusals = [
  "malformed",
  "not_found",
  "revoked",
  "expired",
  "suspended",
  "insufficient_scope",
  "ip_denied",
] as const;
export type KeyRefusal = (typeof keyRefusals)[number];

export const verifyBody = z.strictObject({
  key: z.string({ error: (issue) => missingOr(issue.input, "The key", "must be text") }),
  scope: z.string({ error: "The scope must be text" }).min(1).max(65).optional(),
  ip: z
    .union([z.ipv4(), z.ipv6()], { error: "The address must be an IPv4 or IPv6 address" })
    .optional(),
});

export const verdictSchema = z.discriminatedUnion("valid", [
  z.object({ valid: z.literal(true), ...whoamiSchema.shape, expiresAt: z.string().nullable() }),
  z.object({ valid: z.literal(false), code: z.enum(keyRefusals) }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

const daysText = "The days must be a whole number from 1 to 365";

export const usageQuery = z.strictObject({
  days: z
    .string()
    .regex(/^[0-9]{1,3}$/, { error: daysText })
    .transform(Number)
    .pipe(z.int().min(1, { error: daysText }).max(365, { error: daysText }))
    .default(30),
});

/** A day in UTC, `2026-02-23`; `refused` by code. */
const usageDaySchema = z.object({
  date: z.string(),
  verified: z.int(),
  refused: z.partialRecord(z.enum(keyRefusals), z.int()),
});

/** Every day asked for, the oldest first, those without any call included. */
export const usageSchema = z.object({ data: z.array(usageDaySchema) });
export type Usage = z.infer<typeof usageSchema>;

/** A new key has this long until its first call; then it is taken for one that nobody needs. */
export const neverUsedAfterDays = 7;
export const unusedAfterDays = 90;
export const expiringWithinDays = 30;

export const hygieneFindings = [
  "never_used",
  "unused",
  "no_expiry",
  "expiring_soon",
  "all_scopes",
] as const;
export type HygieneFinding = (typeof hygieneFindings)[number];

export const hygieneQuery = z.strictObject({
  ...pageQuery.shape,
  finding: z
    .enum(hygieneFindings, { error: `The finding must be one of ${hygieneFindings.join(", ")}` })
    .optional(),
});
export type HygieneQuery = z.infer<typeof hygieneQuery>;

/** A key that is neither revoked nor expired, with all that is to be found about it. */
export const hygieneRowSchema = z.object({
  apiKey: apiKeySchema,
  applicationName: z.string(),
  findings: z.array(z.enum(hygieneFindings)),
});
export type HygieneRow = z.infer<typeof hygieneRowSchema>;

export const hygieneCountsSchema = z.record(z.enum(hygieneFindings), z.int());
export type HygieneCounts = z.infer<typeof hygieneCountsSchema>;

export const reportLeakBody = z.strictObject({
  keys: z
    .array(z.string({ error: "A key must be text" }), {
      error: (issue) => missingOr(issue.input, "The list of keys", "must be a list of text"),
    })
    .min(1, { error: "At least one key is required" })
    .max(1000, { error: "At most 1,000 keys can be reported at once" }),
});
