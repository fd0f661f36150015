import { z } from "zod";
import { isTamperProof } from "#lib/schema.ts";

const address = z.string().refine(isTamperProof, { error: "must be an https:// address" });

const trustedIssuerSchema = z.strictObject({
  /** The `iss` of its tokens. */
  issuer: address,
  /** The `aud` by which it means this server. */
  audience: z.string().min(1),
  /** The claim that holds the id of the merchant for which its bearer acts. */
  merchantClaim: z.string().min(1),
  /** What its machines may do at most; their tokens name scopes within that. */
  role: z.enum(["viewer", "developer", "admin"]).default("developer"),
  /** Where its keys are; by default the discovery document of the issuer says so. */
  jwksUri: address.optional(),
});
export type TrustedIssuer = z.infer<typeof trustedIssuerSchema>;

const listSchema = z
  .array(trustedIssuerSchema, { error: "must be a JSON list" })
  .refine((list) => new Set(list.map(({ issuer }) => issuer)).size === list.length, {
    error: "must name each issuer once",
  });

/** The text of TRUSTED_ISSUERS. */
export const trustedIssuersSetting = z
  .string()
  .default("[]")
  .transform((text, about) => {
    const result = listSchema.safeParse(parseJson(text));
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      about.addIssue({ code: "custom", message: [...path, message].join(" ") });
    }
    return z.NEVER;
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
