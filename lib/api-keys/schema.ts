import { z } from "zod";
import { environmentSchema } from "#lib/applications/schema.ts";
import { lineOfText, pageQuery } from "#lib/schema.ts";

export const descriptionMaxLength = 50;

/** In place of a list of scopes: everything the operator's catalogue holds, now and later. */
export const allScopes = "*";

export const keyStatuses = ["active", "rotating", "expired", "revoked"] as const;
export const keyStatusSchema = z.enum(keyStatuses, {
  error: `The status must be one of ${keyStatuses.join(", ")}`,
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

export const createApiKeyBody = z.strictObject({
  description: lineOfText("The description", descriptionMaxLength),
  scopes: z
    .array(z.string({ error: "A scope must be text" }).max(65), {
      error: "The scopes must be a list of text",
    })
    .min(1, { error: "At least one scope is required" })
    .max(100, { error: "There are more scopes than the catalogue holds" })
    .optional(),
  expiresAt: z.iso
    .datetime({ offset: true, error: "The expiry must be a moment such as 2027-01-31T00:00:00Z" })
    .optional(),
  ipAllowlist: z
    .array(
      z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
        error: "Must be an IPv4 or IPv6 address or range such as 203.0.113.0/24",
      }),
      { error: "The allow-list must be a list of addresses" },
    )
    .max(50, { error: "The allow-list may hold at most 50 addresses" })
    .optional(),
});
export type CreateApiKeyBody = z.infer<typeof createApiKeyBody>;

export const listApiKeysQuery = z.strictObject({
  ...pageQuery.shape,
  status: keyStatusSchema.optional(),
  q: z.string().trim().max(80, { error: "The search must be at most 80 characters" }).optional(),
});
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuery>;

export const revokeApiKeyQuery = z.strictObject({
  reason: lineOfText("The reason", 200).optional(),
});

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
  lastUsedAt: z.string().nullable(),
  lastUsedIp: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  revokedReason: z.string().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The answer to a create, and the only one that ever holds a full key. */
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
