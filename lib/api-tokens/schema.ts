import { z } from "zod";
import { apiTokenScopes } from "#lib/merchants/schema.ts";
import { lineOfText, missingOr, momentText } from "#lib/schema.ts";

/** A leap year: whoever asks for a year must not be refused for the day. */
export const longestLifeDays = 366;

/** Of one person at one company, expired ones not counted. */
export const liveTokensPerPerson = 50;

const scopesText = `must be a list of ${apiTokenScopes.join(", ")}`;
const expiryText = "The expiry must be a moment such as 2027-01-31T00:00:00Z";

export const createApiTokenBody = z.strictObject({
  name: lineOfText("The name", 80),
  scopes: z
    .array(
      z.enum(apiTokenScopes, { error: `A scope must be one of ${apiTokenScopes.join(", ")}` }),
      {
        error: (issue) => missingOr(issue.input, "The list of scopes", scopesText),
      },
    )
    .min(1, { error: "At least one scope is required" })
    .max(apiTokenScopes.length, { error: "There are more scopes than an API token can have" }),
  /** A year ahead at most. */
  expiresAt: z
    .string({ error: (issue) => missingOr(issue.input, "The expiry", "must be text") })
    .pipe(momentText(expiryText)),
});
export type CreateApiTokenBody = z.infer<typeof createApiTokenBody>;

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(apiTokenScopes)),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  lastUsedIp: z.string().nullable(),
  createdByEmail: z.string(),
  /** Whether the reader has made it. */
  isMine: z.boolean(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** The one answer that holds the token itself. */
export const createdApiTokenSchema = z.object({ ...apiTokenSchema.shape, token: z.string() });
export type CreatedApiToken = z.infer<typeof createdApiTokenSchema>;
