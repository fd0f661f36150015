import { z } from "zod";
import { apiTokenScopes } from "#lib/merchants/permissions.ts";
import {
  createIdSchema,
  createTimestampSchema,
  lineOfText,
  missingOr,
  momentText,
} from "#lib/schema.ts";

/** Limit per person and company, without expired ones. */
export const liveTokensPerPerson = 50;

const scopesText = `must be a list of ${apiTokenScopes.join(", ")}`;
const expiryText = "The expiry must be a date-time such as 2027-01-31T00:00:00Z";

export const createApiTokenBody = z.strictObject({
  name: lineOfText("The name", 80).meta({
    description: "Name of the token",
    example: "Deployment",
  }),
  scopes: z
    .array(
      z.enum(apiTokenScopes, { error: `A scope must be one of ${apiTokenScopes.join(", ")}` }),
      {
        error: (issue) => missingOr(issue.input, "The list of scopes", scopesText),
      },
    )
    .min(1, { error: "At least one scope is required" })
    .max(apiTokenScopes.length, { error: "There are more scopes than an API token can have" })
    .meta({
      description: "Scopes of the token, within those of its creator's role",
      example: ["api-keys:write"],
    }),
  expiresAt: z
    .string({ error: (issue) => missingOr(issue.input, "The expiry", "must be text") })
    .pipe(momentText(expiryText))
    .meta({
      format: "date-time",
      description: "When it expires, at most a year ahead",
      example: "2027-01-31T00:00:00Z",
    }),
});
export type CreateApiTokenBody = z.infer<typeof createApiTokenBody>;

export const apiTokenSchema = z
  .object({
    id: createIdSchema("API token", "tok_01kawxqw2pe6bvn0q0v9w8x7yz"),
    name: z.string().meta({ description: "Its name", example: "Deployment" }),
    scopes: z
      .array(z.enum(apiTokenScopes))
      .meta({ description: "Its scopes", example: ["api-keys:write"] }),
    createdAt: createTimestampSchema("When it was created"),
    expiresAt: createTimestampSchema("When it expires", "2027-01-31T00:00:00Z"),
    lastUsedAt: createTimestampSchema("When it was last used").nullable(),
    lastUsedIp: z.string().nullable().meta({ description: "IP address of the last use" }),
    createdByEmail: z.string().meta({
      description: "The email address of the person who created it",
      example: "developer@shop.example",
    }),
    isMine: z.boolean().meta({ description: "Whether the caller created it" }),
  })
  .meta({ id: "ApiToken" });
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** The only response that contains the token itself. */
export const createdApiTokenSchema = z
  .object({
    ...apiTokenSchema.shape,
    token: z.string().meta({
      description: "The token itself, returned only once",
      example: "YOUR_API_TOKEN",
    }),
  })
  .meta({ id: "CreatedApiToken" });
export type CreatedApiToken = z.infer<typeof createdApiTokenSchema>;
