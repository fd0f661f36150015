import { z } from "zod";
import { lineOfText } from "#lib/schema.ts";

export const providerIds = ["google", "github", "oidc"] as const;
export const providerIdSchema = z.enum(providerIds);
export type ProviderId = z.infer<typeof providerIdSchema>;

/** An identity provider that this installation is set up with, as people know it. */
export interface Provider {
  id: ProviderId;
  name: string;
}

/** A person's account at an identity provider. */
export const identitySchema = z.object({
  provider: providerIdSchema,
  name: z.string(),
  email: z.string().nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

export const signUpWithIdentityBody = z.strictObject({
  merchantName: lineOfText("The company name", 80),
});
export type SignUpWithIdentityBody = z.infer<typeof signUpWithIdentityBody>;
