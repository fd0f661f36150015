import { z } from "zod";
import { createTimestampSchema } from "#lib/schema.ts";

export const providerIds = ["google", "github", "oidc"] as const;
export const providerIdSchema = z
  .enum(providerIds)
  .meta({ description: "Which identity provider it is; `oidc` for the operator's own" });
export type ProviderId = z.infer<typeof providerIdSchema>;

/** An identity provider configured for this installation. */
export interface Provider {
  id: ProviderId;
  name: string;
}

/** A person's account at an identity provider. */
export const identitySchema = z
  .object({
    provider: providerIdSchema,
    name: z.string().meta({ description: "Name of the provider", example: "Google" }),
    email: z.string().nullable().meta({
      description: "The person's email address at the provider",
      example: "developer@shop.example",
    }),
    createdAt: createTimestampSchema("When it was linked"),
    lastUsedAt: createTimestampSchema("When the person last signed in with it").nullable(),
  })
  .meta({ id: "Identity" });
export type Identity = z.infer<typeof identitySchema>;

export const identitiesSchema = z
  .object({
    data: z.array(identitySchema).meta({ description: "In the order in which they were linked" }),
  })
  .meta({ id: "Identities" });
